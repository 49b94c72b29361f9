mine-shown = Ombi lako { $reference } la { MONEY($applied_amount, $currency) } kwa awamu { $applied_instalments }: { $status ->
        [created] limepokelewa
        [pending] linaangaliwa
        [approved] limekubaliwa
        [active] limekubaliwa na mkopo unaendelea
        [declined] limekataliwa
        [cancelled] limefutwa
        [paid] limelipwa lote
        [arrears] linaendelea, na kuna malipo yaliyochelewa
        [written_off] limefungwa na mkopeshaji
       *[other] liko kwa mkopeshaji
    }.
    .ussd = Ombi { $reference }, { MONEY($applied_amount, $currency) } kwa awamu { $applied_instalments }: { $status ->
        [created] limepokelewa
        [pending] linaangaliwa
        [approved] limekubaliwa
        [active] limekubaliwa na mkopo unaendelea
        [declined] limekataliwa
        [cancelled] limefutwa
        [paid] limelipwa lote
        [arrears] linaendelea, na kuna malipo yaliyochelewa
        [written_off] limefungwa na mkopeshaji
       *[other] liko kwa mkopeshaji
    }.
mine-nothing = Hatujui ombi lako lolote. Unaweza kuomba kutoka menyu kuu.
    .ussd = Hatujui ombi lako lolote. Piga tena kuomba mkopo.
