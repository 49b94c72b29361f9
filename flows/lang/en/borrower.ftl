borrower-id_number = Please type your ID number.
    .ussd = Type your ID number
borrower-confirm = The lender knows you as { HINT($first_name) } { HINT($last_name) }. Is that you, and are your job and your way of paying back still the same?
    .ussd = Are you { HINT($first_name) } { HINT($last_name) }? Same job, same way of paying back?
    .same = Yes, all the same
    .changed = Yes, but something changed
    .changed-ussd = Yes, but changed
    .other = No, that is not me
    .other-ussd = No, not me
borrower-first_name = What is your first name, as in your ID document?
    .ussd = First name, as in your ID
borrower-last_name = And your surname?
    .ussd = Surname
borrower-email = What is your e-mail address?
    .ussd = E-mail address
borrower-employer = Who do you work for? Type the name of your employer, or the beginning of it.
    .ussd = Who do you work for? Type the employer's name
borrower-employer_id = Which of these is your employer?
    .ussd = Which is your employer?
    .other = None of these
borrower-new_employer = The lender does not have “{ $employer }” yet. Shall we add it?
    .ussd = { $employer } is not in the list yet.
    .add = Add it
    .retype = Type the name again
    .retype-ussd = Type it again
borrower-payback_type = How would you like to pay the loan back?
    .ussd = How will you pay back?
borrower-review =
    Please check:
    { $first_name } { $last_name }
    ID number { $id_number }

    Is everything right?
    .ussd = { $first_name } { $last_name }, ID { $id_number }. Right?
    .right = Yes, that is right
    .right-ussd = Yes
    .wrong = No, change it
borrower-doubt = Your last request may have reached the lender, and we could not find out for certain. Please speak to the lender before you apply again, so that you do not get two loans.
    .ussd = Your last request may have reached the lender. Speak to the lender first, so that you do not get two loans.
    .settled = I have spoken to them: go on
    .settled-ussd = I have: go on
    .menu = Main menu
borrower-known = The lender knows you as { HINT($first_name) } { HINT($last_name) }. Is that you?
    .ussd = Are you { HINT($first_name) } { HINT($last_name) }?
    .yes = Yes
    .other = No, that is not me
    .other-ussd = No, not me
