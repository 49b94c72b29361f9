# Kufanya ombi kuwa mkopo, kwa PIN ya mara moja ya mkopeshaji.
activate-otp = Mkopeshaji ametuma msimbo kwa SMS{ $sent_to ->
        [none] {""}
       *[other] {" "}kwa { $sent_to }
    }. Uandike hapa ili kuanzisha mkopo wako { $reference }: kwa kufanya hivyo unakubali mkopo. Tunapeleka msimbo huo bila kuutunza. Kama SMS haiji ndani ya dakika moja, rudi nyuma uombe mwingine. Kama nambari hiyo si yako tena, tafadhali zungumza na mkopeshaji: ni mtu wa huko tu anayeweza kuibadilisha.
    .ussd = Mkopeshaji ametuma msimbo kwa SMS{ $sent_to ->
        [none] {""}
       *[other] {" "}kwa { $sent_to }
    }. Uandike kuanzisha mkopo. Hakuna SMS? Rudi nyuma. Si nambari yako? Muulize mkopeshaji.
activate-active = Mkopo wako { $reference } umeanza. Kinachofuata ni mkataba wake: tafadhali usome, kisha usaini au la.
    .ussd = Mkopo wako { $reference } umeanza. Kinachofuata ni mkataba wake. Piga tena uusome, kisha usaini au la.
    .then = Soma mkataba
activate-wrong = Msimbo huo si sahihi. { $otp_left ->
        [-1] Tafadhali angalia SMS mpya zaidi.
        [one] Umebakiwa na jaribio moja.
       *[other] Umebakiwa na majaribio { $otp_left }.
    }
    .again = Andika tena
    .resend = Tuma msimbo mwingine
    .menu = Menyu kuu
activate-expired = Msimbo huo haufanyi kazi tena. Mkopeshaji anaweza kukutumia mwingine.
    .resend = Tuma msimbo mwingine
    .menu = Menyu kuu
activate-rest = Mkopeshaji anaweza kutuma msimbo mwingine { $otp_opens ->
        [none] baada ya dakika moja
       *[other] kuanzia { WHEN($otp_opens) }
    }. Tafadhali subiri hadi wakati huo, kisha uuombe tena.
    .ussd = Msimbo mwingine unaweza kutumwa { $otp_opens ->
        [none] baada ya dakika moja
       *[other] kuanzia { WHEN($otp_opens) }
    }.
    .resend = Tuma msimbo mwingine
    .type = Andika msimbo nilio nao
    .menu = Menyu kuu
activate-locked = Kwa usalama wako hatuwezi kujaribu misimbo zaidi kwa sasa: mingi haikuwa sahihi. Unaweza kujaribu tena kuanzia { WHEN($otp_opens) }. Kama una haraka, tafadhali zungumza na mkopeshaji.
    .ussd = Misimbo mingi si sahihi. Kwa usalama wako jaribu tena kuanzia { WHEN($otp_opens) }, au zungumza na mkopeshaji.
    .menu = Menyu kuu
    .person = Zungumza na mtu
activate-unready = Mkopeshaji hawezi kuanzisha mkopo wako sasa. Hakuna kilichofanyika. Unaweza kujaribu tena baadaye, au ongea na mkopeshaji.
    .ussd = Mkopeshaji hawezi kuanzisha mkopo wako sasa. Hakuna kilichofanyika. Jaribu baadaye, au ongea naye.
    .again = Jaribu tena
    .menu = Menyu kuu
activate-sim = Nambari yako ya simu imewekwa kwenye kadi mpya ya SIM hivi karibuni. Kwa usalama wako, mkopo wako { $reference } unaweza kuanzishwa hapa kuanzia { WHEN($sim_until) }: kabla ya hapo, mtu aliyechukua nambari yako hawezi kufanya hivyo. Hakuna kilichopotea, na ombi lako linabaki lilivyo. Kama si wewe uliyebadilisha kadi ya SIM, tafadhali iarifu kampuni yako ya simu na mkopeshaji mara moja.
    .ussd = Nambari yako ina SIM mpya. Kwa usalama wako, anzisha mkopo kuanzia { WHEN($sim_until) }. Hakuna kilichopotea.
    .person = Zungumza na mtu
    .menu = Menyu kuu
activate-done = Mkopo wako { $reference } umeanza. Sasa mkopeshaji anaandaa mkataba wa kusaini. Unaweza kuona hali yake kwenye “Mkopo wangu”.
    .ussd = Mkopo wako { $reference } umeanza. Kinachofuata ni mkataba wa kusaini. Ona hali yake kwenye Mkopo wangu.
activate-begun = Habari njema: mkopeshaji ameanzisha mkopo wako { $reference }.
    .on = Kinachofuata
    .menu = Menyu kuu
activate-not_begun = Mkopeshaji hajaanzisha mkopo wako { $reference }{ $reason ->
        [none] {""}
       *[other] : { $reason }
    }. Tafadhali zungumza na mkopeshaji.
    .menu = Menyu kuu
activate-not_yet = Mkopeshaji hakuweza kuanzisha mkopo wako { $reference } bado. Huhitaji kufanya chochote; mkopeshaji atalishughulikia.
    .ussd = Mkopeshaji hakuweza kuanzisha mkopo wako { $reference } bado. Huhitaji kufanya chochote.
    .menu = Menyu kuu
