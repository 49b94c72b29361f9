# Words that stand on many screens.
way-back = ⬅ Back
    .ussd = Back
way-more = More
way-menu = Main menu
way-late = We are still working on it. Nothing is lost. We will tell you as soon as there is an answer, or you can look again in a minute.
    .ussd = We are still working on it. Nothing is lost. Look again now, or dial again in a few minutes.
    .again = Look again
way-code = { $code } is your code for our loan chat in Telegram. Never share it with anyone; we never ask for it by phone.
way-news = There is an answer for you. Dial again to read it, or look in our chat.
way-commands =
    .start = Start, or go on where you were
    .menu = Main menu
    .person = Talk to a person
    .language = Change the language
    .help = What you can do here
    .cancel = Stop, and throw away what you have not sent
    .reminders = Stop or start reminders of payments
    .delete = Delete what we keep about you
way-photos = Send the photos of your documents here, within a day. This link is for you alone: { $address }
way-chat = Send the photos of your documents in our chat in Telegram: { $address }
way-agreement = The agreement of your loan, to read before you sign it: { $address }
way-person = 💬 Talk to a person
way-slower = That was a lot at once. Please wait a moment before you send more.
    .ussd =
    That was a lot at once. Please wait { $seconds ->
        [one] a second
       *[other] { $seconds } seconds
    } and dial again. Nothing is lost.
way-full =
    Many people are dialling us just now. Please dial again in { $seconds ->
        [one] a second
       *[other] { $seconds } seconds
    }. Nothing is lost.
