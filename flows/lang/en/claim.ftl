# Third parties paid out of a loan.
claim-none = The lender does not tell us now who can be paid out of your loan. Nothing was done: please try again later, or speak to the lender.
    .ussd = The lender does not tell us now who can be paid. Try again later, or speak to the lender.
    .loan = My loan
    .menu = Main menu
claim-doubt = Your last request may have reached the lender, and we could not find out for certain. Please speak to the lender before you ask for another payment, so that nobody is paid twice.
    .ussd = Your last request may have reached the lender. Speak to the lender first, so that nobody is paid twice.
    .settled = I did, go on
    .menu = Main menu
claim-beneficiary_name = { $beneficiary_part ->
        [none] Whom shall the lender pay directly out of your loan? There are { $beneficiary_count } to choose from: type a part of the name.
       *[other] Nobody on the lender's list has “{ $beneficiary_part }” in the name. Please type another part of it, perhaps a shorter one.
    }
    .ussd = { $beneficiary_part ->
        [none] Who is to be paid out of your loan? Type a part of the name.
       *[other] Nobody has that in the name. Type another part of it, perhaps a shorter one.
    }
claim-beneficiary = Whom shall the lender pay directly out of your loan?{ $beneficiary_part ->
        [none] {""}
       *[other] { $beneficiary_count ->
            [1] {""}
           *[other] {" "}{ $beneficiary_count } have “{ $beneficiary_part }” in the name; if yours is not here, search by a longer part of it.
        }
    }
    .ussd = Who is to be paid out of your loan?
    .search = Another name
    .loan = My loan
claim-claim_amount = How much shall { $beneficiary_label } be paid?{ $claim_told ->
        [exact] {" "}{ MONEY($claim_most, $currency) } of your loan is left.
        [most] {" "}It can be { MONEY($claim_most, $currency) } at most.
       *[none] {""}
    }
    .ussd = How much?{ $claim_told ->
        [exact] {" "}{ MONEY($claim_most, $currency) } is left.
        [most] {" "}At most { MONEY($claim_most, $currency) }.
       *[none] {""}
    }
claim-referenced = Does { $beneficiary_label } need a reference to know what the payment is for, such as a student or an account number?
    .ussd = Is there a reference, such as a student or account number?
    .yes = Yes
    .no = No
claim-claim_reference = Please type the reference, as it stands on their letter or invoice.
    .ussd = Type the reference, as on their letter or invoice.
claim-sure =
    Please check. The lender pays out of your loan { $reference }:

    To: { $beneficiary_label }
    Amount: { MONEY($claim_amount, $currency) }{ $referenced ->
        [yes] {"\u000A"}Reference: { $claim_reference }
       *[no] {""}
    }

    { $claim_told ->
        [exact] { MONEY(LESS($claim_most, $claim_amount), $currency) } is then left for you.
        [most] At most { MONEY(LESS($claim_most, $claim_amount), $currency) } is then left for you.
       *[none] You are paid what is then left.
    } You repay the whole loan all the same.
    .ussd = Pay { MONEY($claim_amount, $currency) } to { $beneficiary_label }{ $referenced ->
        [yes] , ref. { $claim_reference }
       *[no] {""}
    }?{ $claim_told ->
        [exact] {" "}{ MONEY(LESS($claim_most, $claim_amount), $currency) } is left for you.
        [most] {" "}At most { MONEY(LESS($claim_most, $claim_amount), $currency) } is left for you.
       *[none] {""}
    }
    .yes = Yes, pay them
    .yes-ussd = Yes
    .change = Another amount
    .change-ussd = Change
    .no = No
claim-declined = The lender did not take this, and nobody is paid by it.{ $reason ->
        [none] {""}
       *[other] {" "}Its reason: { $reason }.
    }
    .ussd = The lender did not take this.{ $reason ->
        [none] {""}
       *[other] {" "}Reason: { $reason }.
    }
    .change = Try another
    .loan = My loan
    .menu = Main menu
claim-done = Noted: { MONEY($claim_amount, $currency) } of your loan { $reference } goes to { $beneficiary_label }.{ $remaining ->
        [none] {""}
       *[other] {" "}{ MONEY($remaining, $currency) } is left for you.
    } The lender pays it when it pays the loan out.
    .ussd = Noted: { MONEY($claim_amount, $currency) } goes to { $beneficiary_label }.{ $remaining ->
        [none] {""}
       *[other] {" "}{ MONEY($remaining, $currency) } is left for you.
    }
    .another = Pay another
    .loan = My loan
    .menu = Main menu
