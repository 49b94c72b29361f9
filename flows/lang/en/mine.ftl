mine-ready = Your application { $reference } for { MONEY($applied_amount, $currency) } in { $applied_instalments ->
        [one] one instalment
       *[other] { $applied_instalments } instalments
    } is { $status ->
        [approved] approved
        [pending] being looked at
       *[created] received
    }. It becomes a loan when you activate it, with a code that the lender sends to your phone.
    .ussd = Application { $reference }, { MONEY($applied_amount, $currency) }: { $status ->
        [approved] approved
        [pending] being looked at
       *[created] received
    }. It becomes a loan when you activate it.
    .activate = Activate my loan
    .menu = Main menu

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
mine-declined = The lender has declined your application { $reference } for { MONEY($applied_amount, $currency) }. You owe nothing.{ $reason ->
        [none] {""}
       *[other] {" "}Its main reason: { $reason }.
    } { $staffed ->
        [yes] You have the right to have a person look at it again, and to tell them what they should know.
       *[no] You have the right to have a person at the lender look at it again. { $lender_contact ->
            [none] Please ask the lender for that.
           *[other] Ask the lender for that: { $lender_contact }
        }
    }
    .ussd = Application { $reference } is declined.{ $reason ->
        [none] {""}
       *[other] {" "}Reason: { $reason }.
    } { $staffed ->
        [yes] A person can look again.
       *[no] Ask for a person to look again: { $lender_contact ->
            [none] speak to the lender.
           *[other] { $lender_contact }
        }
    }
    .person = Ask a person to look again
    .menu = Main menu
mine-nothing = We know of no application of yours. You can apply from the main menu. If you have a loan with the lender already, we can look for it.
    .ussd = We know of no application of yours here. Apply from the main menu.
    .find = Find my loans
    .list = My loans
    .menu = Main menu

mine-loan =
    { $signing ->
        [wanted] Your loan { $reference } is approved, and its agreement waits for your signature. Nothing is paid out before you sign, and nothing is owed.
        [unpaid] Your loan { $reference } is signed. What is left to do stands below; then it can be paid out.
       *[none] { $loan_status ->
            [pending] Your loan { $reference } is being made ready.
            [active] Your loan { $reference } is running, and nothing is overdue.
            [arrears] A payment on your loan { $reference } is overdue. Please do not worry: speak to the lender, and pay what you can. The sooner you do, the more can be arranged.
            [frozen] Your loan { $reference } is on hold: its payment dates may change, and no new interest is charged meanwhile.
            [in_dispute] Your loan { $reference } is in dispute. Until that is settled no payment is taken; interest counted meanwhile may be added afterwards.
            [paid] Your loan { $reference } is paid back in full. Thank you!
            [cancelled] Your loan { $reference } is cancelled{ $loan_reason ->
                [rejected] {" "}because it was turned down
                [returned] {" "}because you gave it back
                [fraud] {" "}because it was not you who took it
                [death] {" "}because of a death; we are sorry for your loss
                [refinanced] {" "}because a new loan has replaced it
               *[none] {""}
            }. No interest and no fees are charged on it.
           *[other] The lender has your loan { $reference }. Please ask the lender how it stands.
        }
    }

    { $outstanding ->
        [none] {""}
       *[other] Still owed: { MONEY($outstanding, $currency) }.
    }{ $settlement ->
        [none] {""}
       *[other] {" "}To pay it all back today: { MONEY($settlement, $currency) }{ $settlement_until ->
            [none] {""}
           *[other] {" "}(until { DAY($settlement_until) })
        }.
    }{ $next_due ->
        [none] {""}
       *[other] {" "}Next payment: { $next_amount ->
            [none] {""}
           *[other] { MONEY($next_amount, $currency) }{" "}
        }on { DAY($next_due) }.
    }

    { ALLOWS($actions, "collect") ->
        [yes] Instalments are collected from your account.
       *[no] {""}
    }{ ALLOWS($actions, "pay") ->
        [yes] {" "}You can also pay more at any time.
       *[no] {""}
    }{ ALLOWS($actions, "pay_outside") ->
        [yes] {" "}Payments of your own go to the lender directly.
       *[no] {""}
    }
    .ussd = { $signing ->
        [wanted] Loan { $reference } is approved. Its agreement waits for your signature.
        [unpaid] Loan { $reference } is signed. What is left to do:
       *[none] { $loan_status ->
            [pending] Loan { $reference } is being made ready.
            [active] Loan { $reference }: running, nothing overdue.
            [arrears] Loan { $reference }: a payment is overdue. Please speak to the lender; the sooner, the more can be arranged.
            [frozen] Loan { $reference }: on hold, no new interest meanwhile.
            [in_dispute] Loan { $reference }: in dispute. No payment is taken until it is settled; interest may be added later.
            [paid] Loan { $reference } is paid back in full. Thank you!
            [cancelled] Loan { $reference } is cancelled{ $loan_reason ->
                [rejected] {" "}(turned down)
                [returned] {" "}(given back)
                [fraud] {" "}(it was not you who took it)
                [death] {" "}(a death; we are sorry)
                [refinanced] {" "}(a new loan replaced it)
               *[none] {""}
            }. Nothing is charged on it.
           *[other] Loan { $reference }: please ask the lender how it stands.
        }
    }{ $outstanding ->
        [none] {""}
       *[other] {" "}Owed: { MONEY($outstanding, $currency) }.
    }{ $settlement ->
        [none] {""}
       *[other] {" "}All back today: { MONEY($settlement, $currency) }.
    }{ $next_due ->
        [none] {""}
       *[other] {" "}Next: { $next_amount ->
            [none] {""}
           *[other] { MONEY($next_amount, $currency) }{" "}
        }{ DAY($next_due) }.
    }{ ALLOWS($actions, "pay_outside") ->
        [yes] {" "}Payments of your own go to the lender.
       *[no] {""}
    }
    .sign = Read and sign the agreement
    .sign-ussd = Read and sign
    .collect = Set up the debit order
    .bank = Has my bank my answer?
    .payout = Have it paid out
    .arrival = Where is my payout?
    .plan = Instalments and statement
    .plan-ussd = Instalments
    .pay = Pay
    .settle = Pay it all back
    .claim = Pay someone else from it
    .claim-ussd = Pay someone else
    .others = My other loans
    .menu = Main menu
mine-unread = We cannot read your loan { $reference } now. It is as it was: please try again in a while.
    .ussd = We cannot read loan { $reference } now. Please try again in a while.
    .again = Try again
    .menu = Main menu
