budget-credit = Kabla ya mkopo, mkopeshaji huuliza ofisi ya taarifa za mikopo jinsi ulivyolipa madeni mengine. Ofisi hiyo huandika kwamba iliulizwa. Mkopeshaji aulize sasa?
    .ussd = Mkopeshaji anauliza ofisi ya taarifa za mikopo kuhusu madeni yako. Ofisi huandika kuwa iliulizwa. Aulize?
    .yes = Ndiyo, aulize
    .no = Hapana
budget-declined = Mkopeshaji hawezi kukupa mkopo kwa sasa.{ $reason ->
        [none] {""}
       *[other] {" "}Sababu yake kuu: { $reason }.
    } { $staffed ->
        [yes] Una haki ya kumwomba mtu aangalie tena, na kumweleza anachopaswa kujua.
       *[no] Una haki ya mtu wa mkopeshaji kuangalia tena. { $lender_contact ->
            [none] Tafadhali mwombe mkopeshaji.
           *[other] Mwombe mkopeshaji: { $lender_contact }
        }
    }
    .ussd = Mkopeshaji hawezi kukupa mkopo kwa sasa.{ $reason ->
        [none] {""}
       *[other] {" "}Sababu: { $reason }.
    } { $staffed ->
        [yes] Mtu anaweza kuangalia tena.
       *[no] Omba mtu aangalie tena: { $lender_contact ->
            [none] zungumza na mkopeshaji.
           *[other] { $lender_contact }
        }
    }
    .person = Mwombe mtu aangalie tena
    .menu = Menyu kuu
budget-income = Unapata kiasi gani kwa mwezi, kabla ya makato yoyote?
    .ussd = Mshahara wa mwezi kabla ya makato? Andika kiasi
budget-take_home = Na kiasi gani kati yake kinakufikia mkononi?
    .ussd = Mshahara unaokufikia mkononi kwa mwezi? Andika kiasi
budget-living = Unatumia kiasi gani kwa mwezi kwa matumizi ya kawaida: kodi ya nyumba, chakula, usafiri, shule?
    .ussd = Matumizi ya mwezi (kodi, chakula, usafiri, shule)? Andika kiasi
budget-has_debts = Je, unalipa mikopo au madeni mengine kwa sasa?
    .ussd = Unalipa mikopo au madeni mengine sasa?
    .no = Hapana
    .yes = Ndiyo
budget-debts = Unalipa kiasi gani kwa mwezi kwa madeni hayo yote?
    .ussd = Unalipa kiasi gani kwa mwezi kwa madeni hayo yote?
