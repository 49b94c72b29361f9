# Kulipwa: wapi, kukubali mara ya mwisho, na kilichotokea.
payout-waits = Mkopo unalipwa ukishakubali makato kwenye benki yako. { $mandate_status ->
        [pending] Benki yako bado haina jibu lako.
        [approved] {""}
       *[other] Bado hayajakubaliwa.
    }
    .ussd = Mkopo unalipwa ukishakubali makato kwenye benki yako.
    .look = Angalia tena
    .mandate = Panga makato
    .menu = Menyu kuu
payout-where = Ungependa pesa za mkopo { $reference } ziende wapi?
    .ussd = Pesa ziende wapi?
    .same = Kwenye akaunti ya makato
    .same-ussd = Akaunti ya makato
    .account = Kwenye akaunti ya benki
    .wallet = Kwenye pochi ya simu
    .menu = Menyu kuu
payout-account = { $method ->
        [wallet] Andika nambari ya pochi. Lazima iwe yako mwenyewe.
       *[other] Andika nambari ya akaunti yako ya benki. Lazima iwe yako mwenyewe.
    }
payout-bank = Ni benki gani?
    .other = Benki nyingine
payout-branch = Msimbo wa tawi wa benki yako ni upi? Una tarakimu sita; uko kwenye kadi, taarifa au programu ya benki yako.
    .ussd = Andika msimbo wa tawi wa benki yako (tarakimu sita):
payout-confirm = Tafadhali angalia kila tarakimu tena. Pesa za mkopo { $reference } zinaenda { $method ->
        [wallet] pochi { $account }
       *[other] akaunti { $account }{ $branch ->
            [none] {""}
           *[other] {" "}(tawi { $branch })
        }
    }. Pesa zikitumwa kwa nambari isiyo sahihi ni vigumu kuzirudisha.
    .ussd = Lipa mkopo { $reference } kwa { $method ->
        [wallet] pochi { $account }
       *[other] akaunti { $account }{ $branch ->
            [none] {""}
           *[other] , tawi { $branch }
        }
    }? Angalia kila tarakimu.
    .yes = Ndiyo, lipa
    .change = Badilisha
    .menu = Menyu kuu
payout-failed = Pesa hazikufika { $account }: malipo yameshindikana, na pesa ziko kwa mkopeshaji. Tafadhali angalia nambari, au toa akaunti nyingine.
    .ussd = Malipo kwa { $account } yameshindikana; pesa ziko kwa mkopeshaji. Toa akaunti nyingine au angalia nambari.
    .other = Lipa kwingine
    .menu = Menyu kuu
payout-declined = Mkopeshaji hawezi kulipa huko{ $reason ->
        [none] {""}
       *[other] : { $reason }
    }. Hakuna kilicholipwa. Unaweza kutoa akaunti nyingine.
    .ussd = Mkopeshaji hawezi kulipa huko{ $reason ->
        [none] {""}
       *[other] : { $reason }
    }.
    .other = Lipa kwingine
    .menu = Menyu kuu
payout-sim = Nambari yako ya simu imewekwa kwenye kadi mpya ya SIM hivi karibuni. Kwa usalama wako, pesa za mkopo { $reference } zinaweza kulipwa kuanzia { WHEN($sim_until) }: kabla ya hapo, mtu aliyechukua nambari yako hazipati. Hakuna kilicholipwa na hakuna kilichopotea: ziombe wakati huo, kwenye “Mkopo wangu”. Kama si wewe uliyebadilisha kadi ya SIM, tafadhali iarifu kampuni yako ya simu na mkopeshaji mara moja.
    .ussd = Nambari yako ina SIM mpya. Kwa usalama wako tutalipa kuanzia { WHEN($sim_until) }. Hakuna kilichopotea.
    .person = Zungumza na mtu
    .menu = Menyu kuu
payout-unsure = Kabla ya kutuma pesa tunahakikisha kwamba nambari yako ya simu haijawekwa kwenye kadi mpya ya SIM hivi karibuni. Sasa hakuna aliyeweza kutuambia, kwa hiyo hakuna kilicholipwa. Hakuna kilichopotea: tafadhali jaribu tena baada ya dakika chache. Ikishindikana tena, wafanyakazi wa mkopeshaji wanaweza kukusaidia.
    .ussd = Hatukuweza kukagua SIM yako sasa, kwa hiyo hakuna kilicholipwa. Jaribu tena baada ya dakika chache.
    .again = Jaribu tena
    .person = Zungumza na mtu
    .menu = Menyu kuu
payout-unready = Mkopeshaji hawezi kulipa sasa. Hakuna kilicholipwa na hakuna kilichopotea: unaweza kujaribu tena, hata baadaye, kwenye “Mkopo wangu”.
    .ussd = Mkopeshaji hawezi kulipa sasa. Hakuna kilicholipwa. Jaribu tena, au baadaye kwenye Mkopo wangu.
    .again = Jaribu tena
    .menu = Menyu kuu
payout-unread = Mkopeshaji hawezi kusema sasa malipo yamefikia wapi. Hayatumwi mara ya pili; tafadhali angalia tena baadaye.
    .ussd = Mkopeshaji hawezi kusema sasa malipo yamefikia wapi. Angalia tena baadaye.
    .look = Angalia tena
    .menu = Menyu kuu
payout-done = { $payout_status ->
        [paid] Mkopo wako { $reference } umelipwa. Pesa zimefika.
        [pending] Malipo ya mkopo wako { $reference } yako njiani. Yanaweza kuchukua hadi siku ya kazi inayofuata; kwenye “Mkopo wangu” unaweza kuona yamefikia wapi.
       *[other] Mkopeshaji ana malipo ya mkopo wako { $reference }. Kwenye “Mkopo wangu” unaweza kuona yamefikia wapi.
    }
    .ussd = { $payout_status ->
        [paid] Mkopo wako { $reference } umelipwa. Pesa zimefika.
        [pending] Malipo yako njiani. Yanaweza kuchukua hadi siku ya kazi inayofuata. Ona Mkopo wangu.
       *[other] Mkopeshaji ana malipo. Ona Mkopo wangu.
    }
payout-doubt = Hatukuweza kujua kwa hakika kama mkopeshaji amefanya ulichoomba mwisho. Tafadhali zungumza na mkopeshaji kabla ya kuomba tena. Je, umelimaliza jambo hilo na mkopeshaji?
    .ussd = Hatuna hakika kama mkopeshaji amefanya ulichoomba mwisho. Je, umelimaliza na mkopeshaji?
    .settled = Ndiyo, limekwisha
    .menu = Menyu kuu
