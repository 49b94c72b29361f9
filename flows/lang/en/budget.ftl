budget-credit = Before a loan, the lender asks a credit bureau how you have paid other debts. The bureau keeps a note that it was asked. May the lender ask now?
    .ussd = The lender now asks a credit bureau about your other debts. The bureau keeps a note of it. May it ask?
    .yes = Yes, ask
    .no = No
budget-declined = The lender cannot offer you a loan now.{ $reason ->
        [none] {""}
       *[other] {" "}Its main reason: { $reason }.
    } { $staffed ->
        [yes] You have the right to have a person look at it again, and to tell them what they should know.
       *[no] You have the right to have a person at the lender look at it again. { $lender_contact ->
            [none] Please ask the lender for that.
           *[other] Ask the lender for that: { $lender_contact }
        }
    }
    .ussd = The lender cannot offer you a loan now.{ $reason ->
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
budget-income = What do you earn in a month, before anything is taken off?
    .ussd = Monthly pay before deductions? Type the amount
budget-take_home = And how much of it is paid out to you?
    .ussd = Take-home pay in a month? Type the amount
budget-living = How much do you spend in a month on living: rent, food, transport, school?
    .ussd = Monthly living costs (rent, food, transport, school)? Type the amount
budget-has_debts = Do you pay back other loans or accounts at the moment?
    .ussd = Do you pay back other loans or accounts now?
    .no = No
    .yes = Yes
budget-debts = How much do you pay on them in a month, all together?
    .ussd = How much do you pay on them a month, all together?
