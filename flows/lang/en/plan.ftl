# The lender's schedule, and a statement.
plan-shown = { $rows_paid ->
        [none] These are the instalments of your loan { $reference }, as the lender tells them:
        [0] These are the instalments of your loan { $reference }, the next one first:
       *[other] Of the { $rows_all } instalments of your loan { $reference }, { $rows_paid } { $rows_paid ->
            [one] is
           *[other] are
        } paid. What is due next stands first:
    }

    { ROWS($schedule, $currency, paid: "paid", overdue: "overdue") }
    { $rows_later ->
        [0] {""}
       *[other] and { $rows_later } more after these.
    }
    .ussd = Instalments of loan { $reference }{ $rows_paid ->
        [none] {""}
       *[other] , { $rows_paid } of { $rows_all } paid
    }:
        { ROWS($schedule, $currency, paid: "paid", overdue: "overdue") }
        { $rows_later ->
            [0] {""}
           *[other] and { $rows_later } later ones
        }
    .statement = Statement
    .loan = My loan
    .menu = Main menu
plan-none = The lender does not tell us now which instalment is due when. Your loan is as it was: please ask the lender for the schedule.
    .ussd = The lender does not tell us now what is due when. Please ask the lender for the schedule.
    .statement = Statement
    .loan = My loan
    .menu = Main menu
plan-statement =
    Statement of your loan { $reference }, as of { DAY($as_of) }

    { $repayable ->
        [none] {""}
       *[other] To be repaid in all: { MONEY($repayable, $currency) }
    }
    { $paid_sum ->
        [none] {""}
       *[other] Paid so far: { MONEY($paid_sum, $currency) }
    }
    { $outstanding ->
        [none] {""}
       *[other] Still owed: { MONEY($outstanding, $currency) }
    }
    { $settlement ->
        [none] {""}
       *[other] To pay it all back: { MONEY($settlement, $currency) }{ $settlement_until ->
            [none] {""}
           *[other] , until { DAY($settlement_until) }
        }
    }

    { $rows_paid ->
        [none] {""}
        [0] {""}
       *[other] Paid instalments:
    }
    { ROWS($schedule, $currency, only: "paid", paid: "paid", overdue: "overdue") }

    These are the lender's figures. If you need them in writing, ask the lender.
    .ussd = Loan { $reference }, { DAY($as_of) }.{ $repayable ->
        [none] {""}
       *[other] {" "}To repay in all: { MONEY($repayable, $currency) }.
    }{ $paid_sum ->
        [none] {""}
       *[other] {" "}Paid: { MONEY($paid_sum, $currency) }.
    }{ $outstanding ->
        [none] {""}
       *[other] {" "}Owed: { MONEY($outstanding, $currency) }.
    }{ $settlement ->
        [none] {""}
       *[other] {" "}All back: { MONEY($settlement, $currency) }{ $settlement_until ->
            [none] {""}
           *[other] {" "}until { DAY($settlement_until) }
        }.
    }
        { ROWS($schedule, $currency, only: "paid", paid: "paid", overdue: "overdue") }
    .plan = Instalments
    .loan = My loan
    .menu = Main menu
