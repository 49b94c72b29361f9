home-menu = What would you like to do?
    .ussd = Loans. What would you like to do?
    .apply = Apply for a loan
    .mine = My loan
    .language = Language / Lugha
    .help = Help
    .papers = My documents
    .person = Talk to a person
    .messages =
    { $new_messages ->
        [0] Messages
       *[other] Messages ({ $new_messages })
    }
    .data = My data
home-again = Welcome back. You have not finished yet. Would you like to go on?
    .ussd = Welcome back. You have not finished yet.
    .continue = Continue
    .over = Start over
home-language = Choose your language. / Chagua lugha yako.
    .ussd = Choose a language / Chagua lugha
    .en = English
    .sw = Kiswahili
home-help =
    You can apply for a loan here, step by step, and see what became of your application. You can stop at any time: nothing is lost, and next time you go on where you were.

    We never ask for the PIN of your bank card.
    .ussd = Apply here step by step. Stop at any time: you go on where you were. We never ask for your bank PIN.
    .menu = Main menu
    .reminders = Payment reminders
    .person = Talk to a person
    .person-ussd = A person
home-cancel = Stop here and throw away what you have not sent yet?
    .ussd = Stop and throw away what is not sent yet?
    .stop = Yes, stop
    .on = No, go on
home-stopped = Stopped. What you had not sent is thrown away.
    .ussd = Stopped. What you had not sent is thrown away.
home-trouble = The lender could not take this. Nothing was sent twice and nothing is lost. You can change your answer and try again, or go to the main menu.
    .ussd = The lender could not take this. Nothing is lost.
    .again = Try again
    .menu = Main menu
    .person = Talk to a person
home-often = One person can ask the lender for this only a few times a day, and for today that is used up. Nothing is lost. Please try again tomorrow.
    .ussd = This can be asked for only a few times a day. Nothing is lost: please try again tomorrow.
    .menu = Main menu
    .person = Talk to a person
home-doubt = We could not find out for certain whether the lender has done this. Please do not ask for it again yet. A person must look at it first: please speak to the lender.
    .ussd = We are not certain that the lender has done this. Do not ask again yet: please speak to the lender first.
    .menu = Main menu
    .person = Talk to a person
