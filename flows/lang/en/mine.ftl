mine-shown = Your application { $reference } for { MONEY($applied_amount, $currency) } in { $applied_instalments ->
        [one] one instalment
       *[other] { $applied_instalments } instalments
    } is { $status ->
        [created] received
        [pending] being looked at
        [approved] approved
        [active] approved and active
        [declined] declined
        [cancelled] cancelled
        [paid] paid back
        [arrears] active, with a payment overdue
        [written_off] closed by the lender
       *[other] with the lender
    }.
    .ussd = Application { $reference }, { MONEY($applied_amount, $currency) } in { $applied_instalments ->
        [one] one instalment
       *[other] { $applied_instalments } instalments
    }: { $status ->
        [created] received
        [pending] being looked at
        [approved] approved
        [active] approved and active
        [declined] declined
        [cancelled] cancelled
        [paid] paid back
        [arrears] active, with a payment overdue
        [written_off] closed by the lender
       *[other] with the lender
    }.
mine-nothing = We know of no application of yours. You can apply from the main menu.
    .ussd = We know of no application of yours. Dial again to apply.
