apply-purpose = Mkopo ni wa nini?
apply-nothing = Mkopeshaji hana mkopo wa kukupa kwa sasa. Tafadhali uliza tena wakati mwingine.
apply-product = Ungependa mkopo upi?
apply-amount = Ungependa kukopa kiasi gani? Unaweza kuchagua kuanzia { MONEY($min_amount, $currency) } hadi { MONEY($max_amount, $currency) }.
    .ussd = Kiasi gani? Kuanzia { MONEY($min_amount, $currency) } hadi { MONEY($max_amount, $currency) }
apply-instalments = Ungependa kulipa kwa awamu ngapi? Unaweza kuchagua kuanzia { $min_instalments } hadi { $max_instalments }.
    .ussd = Awamu ngapi? Kuanzia { $min_instalments } hadi { $max_instalments }
apply-offer =
    Hii ndiyo gharama ya mkopo:

    Unapokea: { MONEY($received, $currency) }
    Unalipa kwa jumla: { MONEY($total, $currency) }
    Gharama ya mkopo: { MONEY($cost, $currency) }
    { $instalments ->
        [one] Awamu moja ya { MONEY($instalment, $currency) }, tarehe { DAY($first_due) }
       *[other] Awamu { $instalments } za { MONEY($instalment, $currency) }, ya mwisho { MONEY($last_instalment, $currency) }, kuanzia { DAY($first_due) } hadi { DAY($last_due) }
    }

    Hakuna kilichokubaliwa bado. Mkataba wa mkopeshaji ndio unaoamua.
    .ussd = Unapata { MONEY($received, $currency) }. Unalipa jumla { MONEY($total, $currency) }, { $instalments } x { MONEY($instalment, $currency) } kuanzia { DAY($first_due) }. Gharama { MONEY($cost, $currency) }.
    .accept = Nakubali, omba
    .accept-ussd = Nakubali
    .change = Badilisha kiasi
    .change-ussd = Badilisha
    .no = Hapana, asante
    .no-ussd = Hapana
apply-declined = Mkopeshaji amekataa safari hii.{ $reason ->
        [none] {""}
       *[other] {" "}Sababu yake kuu: { $reason }.
    } Unaweza kumwomba mkopeshaji mtu aliangalie tena.
    .ussd = Mkopeshaji amekataa safari hii.{ $reason ->
        [none] {""}
       *[other] {" "}Sababu: { $reason }.
    } Unaweza kuomba liangaliwe tena.
apply-done = Ombi lako limefika kwa mkopeshaji. Kumbukumbu yako ni { $reference }. Itunze vizuri. Unaweza kuona limefikia wapi kwenye “Ombi langu”.
    .ussd = Ombi lako limefika kwa mkopeshaji. Kumbukumbu yako: { $reference }. Piga tena kuona limefikia wapi.
