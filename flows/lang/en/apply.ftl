apply-purpose = What is the loan for?
apply-nothing = The lender has no loan to offer you at the moment. Please ask again another time.
apply-product = Which loan would you like?
apply-amount = How much would you like to borrow? You can choose from { MONEY($min_amount, $currency) } to { MONEY($max_amount, $currency) }.
    .ussd = How much? From { MONEY($min_amount, $currency) } to { MONEY($max_amount, $currency) }
apply-instalments = In how many instalments would you like to pay it back? You can choose from { $min_instalments } to { $max_instalments }.
    .ussd = How many instalments? From { $min_instalments } to { $max_instalments }
apply-offer =
    This is what the loan costs:

    You receive: { MONEY($received, $currency) }
    You repay in all: { MONEY($total, $currency) }
    Cost of the loan: { MONEY($cost, $currency) }
    { $instalments ->
        [one] One instalment of { MONEY($instalment, $currency) }, due { DAY($first_due) }
       *[other] { $instalments } instalments of { MONEY($instalment, $currency) }, the last { MONEY($last_instalment, $currency) }, from { DAY($first_due) } to { DAY($last_due) }
    }

    Nothing is agreed yet. The lender's contract decides.
    .ussd = You get { MONEY($received, $currency) }. You repay { MONEY($total, $currency) } in all, { $instalments } x { MONEY($instalment, $currency) } from { DAY($first_due) }. Cost { MONEY($cost, $currency) }.
    .accept = I accept, apply
    .accept-ussd = Accept
    .change = Change the amount
    .change-ussd = Change
    .no = No, thank you
    .no-ussd = No
apply-declined = The lender said no this time.{ $reason ->
        [none] {""}
       *[other] {" "}Its main reason: { $reason }.
    } You may ask the lender for a person to look at it again.
    .ussd = The lender said no this time.{ $reason ->
        [none] {""}
       *[other] {" "}Reason: { $reason }.
    } You may ask the lender to look again.
apply-done = Your application is with the lender. Your reference is { $reference }. Keep it safe. You can see how it stands under “My application”.
    .ussd = Your application is with the lender. Your reference: { $reference }. Dial again to see how it stands.
