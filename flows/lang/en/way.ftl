# Words that stand on many screens.
way-back = ⬅ Back
    .ussd = Back
way-more = More
way-menu = Main menu
way-late = We are still working on it. Nothing is lost. We will tell you as soon as there is an answer, or you can look again in a minute.
    .ussd = We are still working on it. Nothing is lost. Look again now, or dial again in a few minutes.
    .again = Look again
way-code = { $code } is your code to go on with your loan conversation in Telegram. Never share it with anyone; we never ask for it by phone.
way-news = There is an answer for you. Dial again to read it, or look in our chat.
way-commands =
    .start = Start, or go on where you were
    .menu = Main menu
    .language = Change the language
    .help = What you can do here
    .cancel = Stop, and throw away what you have not sent
way-photos = Send the photos of your documents here, within a day. This link is for you alone: { $address }
way-chat = Send the photos of your documents in our chat in Telegram: { $address }
