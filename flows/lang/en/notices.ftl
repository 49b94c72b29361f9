# Stopping reminders and starting them again.
notices-reminders = We remind you a few days before a payment is due, and when one is overdue. What becomes of your application and your loan we always tell you.
    .ussd = We remind you before a payment is due and when it is overdue.
    .stop = Stop reminders
    .menu = Main menu
    .sms = SMS about my loan
notices-paused = Reminders of payments are stopped. What becomes of your application and your loan we still tell you. Your payments are due all the same.
    .ussd = Reminders are stopped. Your payments are due all the same.
    .start = Remind me again
    .menu = Main menu
    .sms = SMS about my loan
notices-stopped = We will not remind you of payments any more. They are due all the same. You can start the reminders again at any time: /reminders
    .ussd = We will not remind you of payments any more. They are due all the same. To start again: Help, Payment reminders.
notices-started = We will remind you of payments again.

# Stopping SMS and starting them again.
notices-sms = We send you an SMS about your loan where you have no chat with us, or our message does not reach you there. If you stop them, we still send what you must know: what is decided about your application, when your loan begins and when it is paid back, and what your bank did not do.
    .ussd = We send you SMS about your loan. If you stop them, what you must know still comes.
    .stop = Stop SMS
    .menu = Main menu
notices-sms_paused = SMS about your loan are stopped. What you must know we still send: what is decided about your application, when your loan begins and when it is paid back, and what your bank did not do.
    .ussd = SMS about your loan are stopped. What you must know still comes.
    .start = Send me SMS again
    .menu = Main menu
notices-sms_stopped = We will not send you SMS about your loan any more, except for what you must know. Answers and reminders you find in our chat, if you have one. You can start the SMS again at any time: /reminders
    .ussd = No more SMS about your loan but for what you must know. Payments are due all the same. To start again: Help, Payment reminders.
notices-sms_started = We will send you SMS about your loan again.

# What is told unasked. The short wording is an SMS: others may read that phone, so no sums and no names.
notice-approved = Good news: your application { $reference } is approved. Write /menu and choose “My loan” to see what comes next.
    .ussd = Your application { $reference } is approved. Dial again and choose My loan to go on.
notice-declined = The lender has decided not to grant your application { $reference }. You owe nothing. To read why, or to have a person look at it again, write /menu and choose “My loan”.
    .ussd = There is a decision on your application { $reference }. Dial again and choose My loan to read it.
notice-activated = Your loan { $reference } is active now. Write /menu and choose “My loan” to see where it stands.
    .ussd = Your loan { $reference } is active now. Dial again and choose My loan to see where it stands.
notice-paid_out = The money of your loan { $reference } is paid out. It may take a day until you see it in your account.
    .ussd = Your loan { $reference } is paid out. The money may take a day to arrive.
notice-mandate_rejected = Your bank did not get your yes to the debit order of your loan { $reference }. Nothing is lost: write /menu and choose “My loan”, or speak to the lender to have it asked again.
    .ussd = Your bank did not get your yes to the debit order of loan { $reference }. Dial again, or speak to the lender.
notice-payout_failed = The money of your loan { $reference } could not be paid out. Nothing is lost: write /menu and choose “My loan” to give another account, or speak to the lender.
    .ussd = The money of your loan { $reference } could not be paid out. Dial again and choose My loan, or speak to the lender.
notice-due_soon = A reminder: the next payment of your loan { $reference }{ $amount ->
        [none] {""}
       *[other] , { MONEY($amount, $currency) },
    } is due on { DAY($due) }. To stop reminders: /reminders
    .ussd = Loan { $reference }: a payment is due on { DAY($due) }. To stop reminders dial, then Help, Payment reminders.
notice-overdue = A payment of your loan { $reference } that was due by { DAY($due) } has not arrived. Please do not worry: speak to the lender and pay what you can. The sooner you do, the more can be arranged. To stop reminders: /reminders
    .ussd = Loan { $reference }: a payment is overdue. Please speak to the lender soon. To stop reminders dial, then Help, Payment reminders.
notice-settled = Your loan { $reference } is paid back in full. You owe nothing more on it. Thank you!
    .ussd = Your loan { $reference } is paid back in full. Thank you!
