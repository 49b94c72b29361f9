start-language = Welcome! Choose your language. / Karibu! Chagua lugha yako.
    .ussd = Welcome. Choose a language / Karibu. Chagua lugha
    .en = English
    .sw = Kiswahili
start-consent =
    Ili kukusaidia kupata mkopo tutatunza unachotuambia, na kukishiriki na mkopeshaji na, ukiomba mkopo, ofisi ya taarifa za mikopo. Tutakujulisha kuhusu mkopo wako hapa, na kwa SMS ambapo ujumbe wetu haukufikii. Unaweza kusimamisha vikumbusho na SMS wakati wowote: /reminders

    Unaweza kuuliza wakati wowote tunatunza nini, au kuomba kifutwe. Unakubali?
    .ussd = Tunatunza unachotuambia, tunakishiriki na mkopeshaji na, ukiomba, ofisi ya mikopo, na kukutumia SMS za mkopo. Unakubali?
    .yes = Nakubali
    .no = Sikubali
start-changed = Tunachokuomba ukubali kimebadilika tangu ulipokubali. Tafadhali kisome tena; bila kibali chako tunaishia hapa, na mkopo ulio nao unaendelea kama ulivyo.

    { start-consent }
    .ussd = Maneno haya yamebadilika tangu ulipokubali. { start-consent.ussd }
    .yes = Nakubali
    .no = Sikubali
    .delete = Futa data zangu
start-refused = Hakuna shida, tunaishia hapa. Ukibadili mawazo, tuandikie tena.
    .ussd = Hakuna shida, tunaishia hapa. Ukibadili mawazo, piga tena.
start-phone = Tafadhali shiriki namba yako ya simu kwa kitufe kilicho hapa chini. Tunaitumia kupata mikopo yako na kuwasiliana nawe.
    .ussd = Tafadhali shiriki namba yako ya simu.
    .contact = 📱 Shiriki namba yangu ya simu
start-code =
    { $tries ->
        [0] Ili kuhakikisha kuwa namba hii ni yako, tumekutumia msimbo kwa SMS. Tafadhali andika msimbo huo hapa. Kama SMS haiji ndani ya dakika moja, rudi nyuma na ushiriki namba yako tena.
       *[other] Msimbo huo si sahihi. { $left ->
            [one] Umebakiwa na jaribio moja
           *[other] Umebakiwa na majaribio { $left }
        }. Tafadhali andika msimbo ulio kwenye SMS yetu.
    }
    .ussd =
    { $tries ->
        [0] Tumetuma msimbo kwa namba hii kwa SMS. Andika msimbo.
       *[other] Msimbo huo si sahihi. Majaribio yaliyobaki: { $left }. Andika msimbo.
    }
start-spent = Msimbo huo haufanyi kazi tena: uliandikwa umechelewa, au ulikosewa mara nyingi mno. Tunaweza kukutumia mpya.
    .ussd = Msimbo huo haufanyi kazi tena. Tunaweza kukutumia mpya.
    .resend = Tuma msimbo mpya
start-rest = Kwa usalama wako tunasubiri kidogo kati ya msimbo mmoja na mwingine. Unaofuata unaweza kutumwa kuanzia { WHEN($code_opens) }: tafadhali uombe wakati huo.
    .ussd = Kwa usalama wako msimbo unaofuata unaweza kutumwa kuanzia { WHEN($code_opens) }. Uombe wakati huo.
    .type = Andika msimbo nilio nao
    .resend = Tuma msimbo mpya
start-unsent = Hatukuweza kukutumia SMS sasa hivi, kwa hiyo bado hakuna msimbo. Hakuna kilichopotea: tafadhali jaribu tena baadaye kidogo.
    .ussd = Hatukuweza kukutumia SMS sasa hivi. Hakuna kilichopotea: jaribu tena baadaye kidogo.
    .again = Jaribu tena
