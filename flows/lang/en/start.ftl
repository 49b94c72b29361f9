start-language = Welcome! Choose your language. / Karibu! Chagua lugha yako.
    .ussd = Welcome. Choose a language / Karibu. Chagua lugha
    .en = English
    .sw = Kiswahili
start-consent =
    To help you with a loan we will keep what you tell us, and share it with the lender and, if you apply, a credit bureau. We will tell you about your loan here, and by SMS where our messages do not reach you. You can stop reminders and SMS at any time: /reminders

    You can ask at any time what we hold, or have it deleted. Do you agree?
    .ussd = We keep what you tell us, share it with the lender and, if you apply, a credit bureau, and SMS you about loans. Agree?
    .yes = I agree
    .no = I do not agree
start-changed = What we ask you to agree to has changed since you agreed. Please read it again; without your yes we stop here, and a loan you have goes on as it is.

    { start-consent }
    .ussd = This has changed since you agreed. { start-consent.ussd }
    .yes = I agree
    .no = I do not agree
    .delete = Delete my data
start-refused = That is all right, we stop here. If you change your mind, just write to us again.
    .ussd = That is all right, we stop here. Dial again if you change your mind.
start-phone = Please share your phone number with the button below. We use it to find your loans and to reach you.
    .ussd = Please share your phone number.
    .contact = 📱 Share my phone number
start-code =
    { $tries ->
        [0] To be sure that this number is yours, we have sent you a code by SMS. Please type the code here. If no SMS comes within a minute, go back and share your number again.
       *[other] That is not the code. You can try { $left ->
            [one] one more time
           *[other] { $left } more times
        }. Please type the code from our SMS.
    }
    .ussd =
    { $tries ->
        [0] We sent a code to this number by SMS. Type the code.
       *[other] That is not the code. Tries left: { $left }. Type the code.
    }
start-spent = That code is not good any more: it was typed too late, or wrongly too often. We can send you a new one.
    .ussd = That code is not good any more. We can send you a new one.
    .resend = Send a new code
start-rest = For your safety there is a pause between two codes. The next one can be sent from { WHEN($code_opens) }: please ask for it then.
    .ussd = For your safety the next code can be sent from { WHEN($code_opens) }. Ask for it then.
    .type = Type the code I have
    .resend = Send a new code
start-unsent = We could not send you an SMS just now, so there is no code yet. Nothing is lost: please try again a little later.
    .ussd = We could not send you an SMS just now. Nothing is lost: try again a little later.
    .again = Try again
