# Making a loan of an application, by the lender's one-time PIN.
activate-otp = The lender has sent a code by SMS{ $sent_to ->
        [none] {""}
       *[other] {" "}to { $sent_to }
    }. Type it here to activate your loan { $reference }: with it you agree to the loan. We pass the code on and do not keep it. If no SMS comes within a minute, go back and ask for another. If that is not your number any more, please speak to the lender: only a person there can change it.
    .ussd = The lender has sent a code by SMS{ $sent_to ->
        [none] {""}
       *[other] {" "}to { $sent_to }
    }. Type it to activate your loan. No SMS in a minute? Go back. Not your number? Ask the lender.
activate-active = Your loan { $reference } is active. Next is its agreement: please read it, then sign it or not.
    .ussd = Your loan { $reference } is active. Next is its agreement. Dial again to read and sign it, or not.
    .then = Read the agreement
activate-wrong = That is not the code. { $otp_left ->
        [-1] Please look at the newest SMS.
        [one] You can try one more time.
       *[other] You can try { $otp_left } more times.
    }
    .again = Type it again
    .resend = Send another code
    .menu = Main menu
activate-expired = That code is not good any more. The lender can send you another one.
    .resend = Send another code
    .menu = Main menu
activate-rest = The lender can send another code { $otp_opens ->
        [none] in a minute
       *[other] from { WHEN($otp_opens) }
    }. Please wait until then, and ask for it again.
    .ussd = The lender can send another code { $otp_opens ->
        [none] in a minute
       *[other] from { WHEN($otp_opens) }
    }.
    .resend = Send another code
    .type = Type the code I have
    .menu = Main menu
activate-locked = For your safety we cannot try more codes for now: too many were wrong. You can try again from { WHEN($otp_opens) }. If you are in a hurry, please speak to the lender.
    .ussd = Too many wrong codes. For your safety you can try again from { WHEN($otp_opens) }, or speak to the lender.
    .menu = Main menu
    .person = Talk to a person
activate-unready = The lender cannot activate your loan now. Nothing was done. You can try again later, or speak to the lender.
    .ussd = The lender cannot activate your loan now. Nothing was done. Try later, or speak to the lender.
    .again = Try again
    .menu = Main menu
activate-sim = Your phone number was put on a new SIM card a short while ago. For your safety your loan { $reference } can be activated here from { WHEN($sim_until) } on: until then nobody can do it who may have taken your number. Nothing is lost, and your application stays as it is. If it was not you who changed the SIM card, please tell your network and the lender at once.
    .ussd = Your number has a new SIM card. For your safety, activate your loan from { WHEN($sim_until) } on. Nothing is lost.
    .person = Talk to a person
    .menu = Main menu
activate-done = Your loan { $reference } is active. Next, the lender prepares the agreement for you to sign. You can see how it stands under “My loan”.
    .ussd = Your loan { $reference } is active. Next is the agreement to sign. See My loan for how it stands.
activate-begun = Good news: the lender has activated your loan { $reference }.
    .on = What comes next
    .menu = Main menu
activate-not_begun = The lender has not activated your loan { $reference }{ $reason ->
        [none] {""}
       *[other] : { $reason }
    }. Please speak to the lender.
    .menu = Main menu
activate-not_yet = The lender could not activate your loan { $reference } yet. You do not need to do anything; the lender will see to it.
    .ussd = The lender could not activate your loan { $reference } yet. You need not do anything.
    .menu = Main menu
