apply-purpose = What is the loan for?
apply-nothing = The lender has no loan to offer you at the moment. Please ask again another time.
apply-product = Which loan would you like?
apply-amount = How much would you like to borrow? You can choose from { MONEY($min_amount, $currency) } to { MONEY($max_amount, $currency) }.
    .ussd = How much? From { MONEY($min_amount, $currency) } to { MONEY($max_amount, $currency) }
apply-instalments = In how many instalments would you like to pay it back? You can choose from { $min_instalments } to { $max_instalments }.
    .ussd = How many instalments? From { $min_instalments } to { $max_instalments }
apply-offer =
    { $lapsed ->
        [yes] The earlier offer does not stand any more, so the loan was priced again. This is a new offer:
       *[no] This is what the loan costs:
    }

    You receive: { MONEY($received, $currency) }
    You repay in all: { MONEY($total, $currency) }
    Cost of the loan: { MONEY($cost, $currency) }
    Instalments: { PLAN($plan, $currency) }
    First due { DAY($first_due) }, last due { DAY($last_due) }
    Fees: { FEES($fees, $currency) }
    Interest: { PERCENT($monthly_rate) } a month{ $method ->
        [flat] , on the whole amount to the end
        [equal_principal] , on what is still owed; the instalments fall
        [equal_instalments] , on what is still owed; equal instalments
       *[none] {""}
    }. With all costs that is { PERCENT($apr) } a year.
    If you pay late: { $late ->
        [none] no penalty.
        [charged] { PERCENT($late_rate) } of what is overdue, { $late_unit ->
            [day] for each day
            [month] for each month
            [year] for each year
           *[once] once
        }{ $late_days ->
            [0] {""}
           *[other] , after { $late_days } days
        }.
       *[unknown] the lender's contract says what it costs.
    }
    You may pay it all back early: { $settling ->
        [accrued] you then pay interest only up to that day.
        [all] but all of the interest stays due.
       *[unknown] ask the lender what it comes to.
    }

    This offer stands until { DAY($stands_until) }. Nothing is agreed yet, and the lender's contract decides.
    .ussd = { $lapsed ->
        [yes] The earlier offer has lapsed. This is a new one.{" "}
       *[no] {""}
    }You get { MONEY($received, $currency) }. You repay { MONEY($total, $currency) } in all: { PLAN($plan, $currency) }, from { DAY($first_due) } to { DAY($last_due) }. The loan costs you { MONEY($cost, $currency) }. Fees: { FEES($fees, $currency) }. Interest { PERCENT($monthly_rate) } a month{ $method ->
        [flat] {" "}on the whole amount
        [equal_principal] {" "}on what is still owed, falling instalments
        [equal_instalments] {" "}on what is still owed, equal instalments
       *[none] {""}
    }; with all costs { PERCENT($apr) } a year. Late: { $late ->
        [none] no penalty.
        [charged] { PERCENT($late_rate) } of what is overdue { $late_unit ->
            [day] a day
            [month] a month
            [year] a year
           *[once] once
        }{ $late_days ->
            [0] {""}
           *[other] {" "}after { $late_days } days
        }.
       *[unknown] see the contract.
    } Early: { $settling ->
        [accrued] interest only to that day.
        [all] all interest stays due.
       *[unknown] ask the lender.
    } Stands until { DAY($stands_until) }. The contract decides.
    .accept = I accept, apply
    .accept-ussd = Accept
    .change = Change the amount
    .change-ussd = Change
    .no = No, thank you
    .no-ussd = No
apply-too_much = { $fitting ->
        [none] With { $instalments } instalments, one would be { MONEY($highest, $currency) }, and your budget leaves { MONEY($available, $currency) } a month. No amount of this loan would fit in so many instalments. More instalments may help.
       *[other] One instalment would be { MONEY($highest, $currency) }, and your budget leaves { MONEY($available, $currency) } a month. With { MONEY($fits, $currency) } it would fit.
    }
    .ussd = { $fitting ->
        [none] One instalment would be { MONEY($highest, $currency) }; your budget leaves { MONEY($available, $currency) } a month. More instalments may help.
       *[other] One instalment would be { MONEY($highest, $currency) }; your budget leaves { MONEY($available, $currency) } a month. { MONEY($fits, $currency) } would fit.
    }
    .change = Change the amount
    .no = No, thank you
    .no-ussd = No
apply-unpriced = We cannot tell you what this loan costs, so we do not offer it to you. We have told the lender. You can choose another loan.
    .ussd = We cannot tell what this loan costs, so we do not offer it. The lender will be told.
    .change = Choose another loan
    .no = Main menu
apply-otherwise = Please read this before you go on. The lender's own schedule repays { MONEY($schedule_total, $currency) } in all, with instalments of { MONEY($schedule_instalment, $currency) }. We had told you { MONEY($total, $currency) }. Do you still want the loan?
    .ussd = Wait: the lender's schedule repays { MONEY($schedule_total, $currency) }, not { MONEY($total, $currency) } as we said. Still want the loan?
    .accept = Yes, I still want it
    .accept-ussd = Yes
    .no = No, withdraw it
apply-withdrawn = Your application is withdrawn. You owe nothing.
    .ussd = Your application is withdrawn. You owe nothing.
apply-declined = The lender said no this time.{ $reason ->
        [none] {""}
       *[other] {" "}Its main reason: { $reason }.
    } { $staffed ->
        [yes] You have the right to have a person look at it again, and to tell them what they should know.
       *[no] You have the right to have a person at the lender look at it again. { $lender_contact ->
            [none] Please ask the lender for that.
           *[other] Ask the lender for that: { $lender_contact }
        }
    }
    .ussd = The lender said no this time.{ $reason ->
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
apply-done = Your application is with the lender. Your reference is { $reference }. Keep it safe. You can see how it stands under “My loan”.
    .ussd = Your application is with the lender. Your reference: { $reference }. Dial again to see how it stands.
