# Makato ya benki (DebiCheck): benki itauliza nini, na kilichotokea.
collect-account = Awamu zikatwe kutoka akaunti gani ya benki? Andika nambari yake. Lazima iwe akaunti yako mwenyewe.
    .ussd = Awamu hukatwa kutoka akaunti yako ya benki. Andika nambari yake:
collect-bank = Ni benki gani?
    .other = Benki nyingine
collect-branch = Msimbo wa tawi wa benki yako ni upi? Una tarakimu sita; uko kwenye kadi, taarifa au programu ya benki yako.
    .ussd = Andika msimbo wa tawi wa benki yako (tarakimu sita):
collect-ready =
    Sasa benki yako itakuuliza kama mkopeshaji anaweza kukata awamu kutoka akaunti { $account } (tawi { $branch }).

    Kiasi ambacho benki inaonyesha ni kikomo cha makato ya mara moja: hadi { MONEY($ceiling, $mandate_currency) }. Awamu yako ya juu kabisa ni { MONEY($mandate_instalment, $mandate_currency) }, na hiyo ndiyo unayodaiwa; kikomo kinaacha nafasi kwa awamu iliyorudi bila kulipwa.

    Swali linakuja kwenye simu yako ndani ya sekunde chache na linasubiri sekunde { $mandate_seconds }. Linatoka benki yako; haliulizi msimbo wetu kamwe, na sisi hatuulizi PIN yako ya benki.{ $mandate_until ->
        [none] {""}
       *[other] {" "}Kama sasa si wakati mzuri, benki inaweza kuuliza baadaye leo, hadi { $mandate_until }.
    }
    .ussd = Benki itauliza kama hadi { MONEY($ceiling, $mandate_currency) } zinaweza kukatwa kwa mara. Awamu yako: { MONEY($mandate_instalment, $mandate_currency) }. Hungoja sek. { $mandate_seconds }.
    .ask = Niulize sasa
    .delayed = Baadaye leo
    .card = Kwa kadi tawini
    .change = Akaunti nyingine
    .menu = Menyu kuu
collect-ask = Benki yako itakuuliza hivi punde, kwenye simu hii. Tafadhali kubali huko. Kisha rudi hapa.
    .ussd = { $mandate_type ->
        [delayed] Tunakata simu hii sasa ili benki yako ikuulize, wakati wowote leo hadi { $mandate_until }. Kisha tupigie tena.
       *[realtime] Tunakata simu hii sasa ili benki yako ikuulize hapa hivi punde. Ijibu ndani ya sekunde { $mandate_seconds }. Kisha tupigie tena.
    }
collect-asked = { $mandate_type ->
        [delayed] Benki yako itakuuliza leo, hadi { $mandate_until }, ukubali makato, kwenye simu yako au programu yake.
       *[realtime] Benki yako inakuuliza sasa ukubali makato, kwenye simu yako au programu yake.
    } Inaweza kuonyesha hadi { MONEY($ceiling, $mandate_currency) }: ni kikomo, si awamu yako. Ukishajibu, bonyeza kitufe.
    .ussd = { $mandate_type ->
        [delayed] Benki yako itakuuliza leo ukubali makato.
       *[realtime] Benki yako inakuuliza sasa ukubali makato.
    } Inaweza kuonyesha hadi { MONEY($ceiling, $mandate_currency) }: ni kikomo. Tupigie tena ukishajibu.
    .then = Nimejibu benki yangu
collect-pending = Benki yako bado haina jibu lako. Huenda swali linasubiri kwenye simu yako au programu ya benki.
    .ussd = Benki yako bado haina jibu lako. Tafuta swali lake kwenye simu au programu yake.
    .look = Angalia tena
    .menu = Menyu kuu
collect-failed = { $mandate_status ->
        [expired] Swali la benki halikujibiwa kwa wakati. Hakuna kilichopotea: inaweza kukuuliza tena.
       *[rejected] Makato hayakukubaliwa kwenye benki yako, hivyo mkopo bado haujalipwa. Kama ni makosa, benki inaweza kukuuliza tena.
    }
    .ussd = { $mandate_status ->
        [expired] Muda wa swali la benki umekwisha. Inaweza kuuliza tena.
       *[rejected] Makato hayakukubaliwa. Benki inaweza kuuliza tena.
    }
    .again = Niulize tena
    .other = Akaunti nyingine
    .card = Kwa kadi tawini
    .menu = Menyu kuu
collect-declined = Makato hayawezi kupangwa kwa akaunti hii{ $reason ->
        [none] {""}
       *[other] : { $reason }
    }. Unaweza kutoa akaunti nyingine.
    .ussd = Makato hayawezekani kwa akaunti hii{ $reason ->
        [none] {""}
       *[other] : { $reason }
    }.
    .other = Akaunti nyingine
    .card = Kwa kadi tawini
    .menu = Menyu kuu
collect-unready = Mkopeshaji hawezi kupanga makato sasa. Hakuna kilichopotea: unaweza kujaribu tena, hata baadaye, kwenye “Mkopo wangu”.
    .ussd = Mkopeshaji hawezi kupanga makato sasa. Jaribu tena, au baadaye kwenye Mkopo wangu.
    .again = Jaribu tena
    .menu = Menyu kuu
collect-card = Leta kadi yako ya benki na kitambulisho kwa { $mandate_branch }. Huko unakubali makato kwa kadi na PIN; kisha endelea hapa kwenye “Mkopo wangu”. Usimwambie mtu yeyote PIN yako.
    .ussd = Leta kadi ya benki na kitambulisho kwa { $mandate_branch } ukubali makato huko. Kisha endelea hapa kwenye Mkopo wangu.
collect-doubt = Hatukuweza kujua kwa hakika kama mkopeshaji amefanya ulichoomba mwisho. Tafadhali zungumza na mkopeshaji kabla ya kuomba tena. Je, umelimaliza jambo hilo na mkopeshaji?
    .ussd = Hatuna hakika kama mkopeshaji amefanya ulichoomba mwisho. Je, umelimaliza na mkopeshaji?
    .settled = Ndiyo, limekwisha
    .menu = Menyu kuu
