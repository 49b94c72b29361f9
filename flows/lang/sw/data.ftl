# Tunachotunza kuhusu mtu, na kukifuta.
data-mine =
    Tunatunza ulichotuambia kwa ajili ya ombi lako, namba yako ya simu, ulichokubali, ujumbe wako na wafanyakazi wetu, na hali ya mkopo wako hapa. Hapewi mwingine yeyote isipokuwa mkopeshaji na, ukiomba mkopo, ofisi ya taarifa za mikopo.

    { $staffed ->
        [yes] Kupata nakala ya yote, au kusahihisha kitu, mwombe mtu.
       *[no] Kupata nakala ya yote, au kusahihisha kitu, mwombe mkopeshaji{ $lender_contact ->
            [none] .
           *[other] : { $lender_contact }
        }
    }
    .ussd = Tunatunza ulichotuambia, namba, ujumbe na mkopo wako. { $staffed ->
        [yes] Nakala: mwombe mtu.
       *[no] Nakala: mwombe mkopeshaji{ $lender_contact ->
            [none] .
           *[other] : { $lender_contact }
        }
    }
    .delete = Futa data zangu
    .person = Zungumza na mtu
    .person-ussd = Mtu
    .menu = Menyu kuu
data-delete =
    Ungependa tufute yote tunayotunza kuhusu wewe? Yaani ulichotuambia, nyaraka ambazo bado zinasubiri hapa, ujumbe wako na wafanyakazi wetu, vikumbusho vyako, na kwamba mazungumzo haya ni ya namba yako ya simu.

    Mkopeshaji anabaki na kumbukumbu zake, kama sheria inavyotaka. Mkopo ulio nao unaendelea: bado unadaiwa, na hatutakuambia tena habari zake. Kumbukumbu yetu ya kilichofanyika, na lini, inabaki, bila jina wala namba yako. Yaliyo kwenye mazungumzo haya unaweza kuyafuta mwenyewe.

    Hili haliwezi kurudishwa. Unaweza kurudi, na kuomba mkopo tena kuanzia kesho.
    .ussd = Tufute yote tunayotunza kuhusu wewe: majibu yako, nyaraka zinazosubiri hapa, ujumbe na vikumbusho? Mkopeshaji anabaki na kumbukumbu zake. Mkopo ulio nao unaendelea na lazima ulipwe, na hatutakuambia tena habari zake. Hili haliwezi kurudishwa.
    .yes = Ndiyo, futa data zangu
    .yes-ussd = Ndiyo, futa
    .no = Hapana, zibaki
data-kept = { $kept_because ->
        [staff] Hakuna kilichofutwa: unazungumza na mfanyakazi wetu. Tafadhali malizeni kwanza mazungumzo hayo, kisha uombe tena.
        [mandate] Hakuna kilichofutwa: benki yako imeulizwa kuhusu makato, na bado hatujui jibu lake. Angalia kwanza “Mkopo wangu”, kisha uombe tena.
        [payout] Hakuna kilichofutwa: pesa ziko njiani kwako. Zikifika, angalia “Mkopo wangu”, kisha uombe tena.
       *[errand] Hakuna kilichofutwa: mkopeshaji bado hajajibu ulichotuma mwisho. Tafadhali subiri jibu, kisha uombe tena.
    }
    .ussd = { $kept_because ->
        [staff] Hakuna kilichofutwa: mtu anazungumza nawe. Omba tena mkimaliza.
        [mandate] Hakuna kilichofutwa: tunasubiri jibu la benki yako. Angalia kwanza Mkopo wangu, kisha uombe tena.
        [payout] Hakuna kilichofutwa: pesa ziko njiani kwako. Zikifika, angalia Mkopo wangu, kisha uombe tena.
       *[errand] Hakuna kilichofutwa: mkopeshaji bado hajajibu. Tafadhali omba tena baada ya hapo.
    }
data-erased = Imekwisha: tulichotunza kuhusu wewe kimefutwa. Ukituandikia tena, hatutakujua; unaweza kuomba mkopo tena kuanzia kesho. Kwaheri, na kila la heri.
    .ussd = Imekwisha: tulichotunza kuhusu wewe kimefutwa. Ukipiga tena, hatutakujua. Unaweza kuomba mkopo tena kuanzia kesho.
