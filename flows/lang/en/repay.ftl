# Paying more than is collected, or all of it.
repay-doubt = Your last request may have reached the lender, and we could not find out for certain. Please speak to the lender before you pay again, so that you do not pay twice.
    .ussd = Your last request may have reached the lender. Speak to the lender first, so that you do not pay twice.
    .settled = I did, pay now
    .menu = Main menu
repay-closed = Nothing can be paid on your loan { $reference } now. If you think that is wrong, please speak to the lender.
    .ussd = Nothing can be paid on loan { $reference } now. If that seems wrong, speak to the lender.
    .plan = Instalments
    .loan = My loan
    .menu = Main menu
repay-outside = { $paying ->
        [whole] To pay back all of your loan { $reference } today you need { MONEY($settlement, $currency) }{ $settlement_until ->
            [none] {""}
           *[other] {" "}(this holds until { DAY($settlement_until) })
        }.{ $currency ->
            [ZAR] {" "}You may do this at any time, without notice.
           *[other] {""}
        }
       *[part] { $loan_status ->
            [arrears] You can pay what you are able to: every amount helps, and the sooner you speak to the lender, the more can be arranged.
           *[other] You can pay more than your instalments, whenever you like.
        }
    } Payments of your own go to the lender directly: pay there, and give the reference { $reference }. Ask for a receipt.
    .ussd = { $paying ->
        [whole] All back today: { MONEY($settlement, $currency) }{ $settlement_until ->
            [none] {""}
           *[other] , until { DAY($settlement_until) }
        }. Pay
       *[part] { $loan_status ->
            [arrears] Pay what you can, it helps. Pay
           *[other] You can pay more. Pay
        }
    } the lender directly, reference { $reference }.
    .plan = Instalments
    .loan = My loan
    .menu = Main menu
repay-whole =
    To pay back all of your loan { $reference } today: { MONEY($settlement, $currency) }{ $settlement_until ->
        [none] {""}
       *[other] {" "}(this holds until { DAY($settlement_until) })
    }. After that you owe nothing on it, and no more instalments are due.{ $currency ->
        [ZAR] {" "}You may do this at any time, without notice.
       *[other] {""}
    }

    We tell the lender to book this payment; the money is taken in the way you have agreed with the lender.
    .ussd = Pay back all of loan { $reference }: { MONEY($settlement, $currency) }{ $settlement_until ->
        [none] {""}
       *[other] , until { DAY($settlement_until) }
    }. Taken as agreed with the lender; then nothing is owed.
    .pay = Pay it all back
    .pay-ussd = Pay all
    .no = Not now
repay-pay_amount = { $loan_status ->
        [arrears] Pay what you are able to: every amount helps. How much would you like to pay?
       *[other] How much would you like to pay, besides your instalments?
    }{ $pay_all ->
        [none] {""}
       *[other] {" "}With { MONEY($pay_all, $currency) } all of it is paid back.
    }
    .ussd = { $loan_status ->
        [arrears] Every amount helps. How much can you pay?
       *[other] How much would you like to pay?
    }{ $pay_all ->
        [none] {""}
       *[other] {" "}{ MONEY($pay_all, $currency) } pays all of it back.
    }
repay-effect =
    You pay { MONEY($pay_amount, $currency) } on your loan { $reference }.{ $pay_from ->
        [none] {""}
       *[other] {" "}After this you still owe about { MONEY(LESS($pay_from, $pay_amount), $currency) }.
    } The lender works out what that does to your instalments.

    We tell the lender to book this payment; the money is taken in the way you have agreed with the lender.
    .ussd = Pay { MONEY($pay_amount, $currency) } on loan { $reference }?{ $pay_from ->
        [none] {""}
       *[other] {" "}You then owe about { MONEY(LESS($pay_from, $pay_amount), $currency) }.
    } Taken as agreed with the lender.
    .pay = Yes, pay
    .change = Another amount
    .no = Not now
repay-moved = Nothing was paid: what is owed on your loan { $reference } has changed since we showed it to you. Please look at it again.
    .ussd = Nothing was paid: what is owed has changed meanwhile. Please look at it again.
    .again = Look at it
    .loan = My loan
repay-declined = The lender did not take the payment, and nothing was paid.{ $reason ->
        [none] {""}
       *[other] {" "}Its reason: { $reason }.
    }
    .ussd = The lender did not take it. Nothing was paid.{ $reason ->
        [none] {""}
       *[other] {" "}Reason: { $reason }.
    }
    .change = Another amount
    .loan = My loan
    .menu = Main menu
repay-receipt =
    Thank you. The lender has booked { MONEY($paid_amount, $currency) } on your loan { $reference }.

    Receipt: { $payment }
    Date: { DAY($paid_on) }{ $outstanding ->
        [none] {""}
       *[other] {"\u000A"}Still owed: { MONEY($outstanding, $currency) }
    }

    { $loan_status ->
        [paid] Your loan is paid back in full.
       *[other] {""}
    }
    .ussd = Booked: { MONEY($paid_amount, $currency) } on loan { $reference }, { DAY($paid_on) }. Receipt { $payment }.{ $loan_status ->
        [paid] {" "}All is paid back, thank you!
       *[other] { $outstanding ->
            [none] {" "}Thank you!
           *[other] {" "}Still owed: { MONEY($outstanding, $currency) }.
        }
    }
    .loan = My loan
    .menu = Main menu
