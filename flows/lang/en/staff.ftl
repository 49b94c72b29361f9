# What staff read in their group, and what borrowers read of them.
staff-card =
    { $name }
    Phone: { $phone }
    Language: { $language }. { $channel ->
        [telegram] Chats in Telegram; answers stand in the chat.
       *[other] Has a phone without a chat; answers go by SMS.
    }
    { $reference ->
        [none] {""}
       *[other] Application: { $reference }
    }
    { $at ->
        [none] {""}
       *[other] Stands at: { $at }
    }
    { $last ->
        [none] {""}
       *[other] Said before:
        { $last }
    }
    { $documents ->
        [none] {""}
       *[other] Documents: { $documents }
    }
    { $loan ->
        [none] {""}
       *[other] Loan: { $loan }
    }
    { $call ->
        [none] {""}
       *[other] 📞 Wants to be called { $call ->
            [morning] in the morning
            [afternoon] in the afternoon
           *[soon] as soon as possible
        }.
    }
    { $owner ->
        [waiting] ⏳ Waits since { $since }.
        [staff] 🟢 { $by } has the chat.
       *[other] ⚪ With the bot.
    }
staff-nobody = Borrower
staff-document-missing =
    { $kind ->
        [payslip] payslip
        [bank_statement] bank statement
       *[id] ID
    } missing
staff-document-here =
    { $kind ->
        [payslip] payslip
        [bank_statement] bank statement
       *[id] ID
    } with the lender
staff-take = ✋ Take
staff-back = ↩️ Send back to the bot
staff-close = ✅ Close
staff-call = 📞 Call
staff-erase = This person has had their data deleted, and this topic could not be deleted by the bot. Please delete it by hand.
staff-review = 🔁 { $name } asks that a person look again at what was declined. { $text }
staff-said = 👤 { $name }: { $text }
staff-edited = 👤 { $name } ✏️: { $text }
staff-shown = 👤 { $name }
staff-lost = ℹ️ { $name } sent something that could not be passed on. Ask for it again.
staff-left = ℹ️ { $name } went back to the bot.
staff-waits = ⏰ { $name } still waits: nobody has taken this chat yet.
staff-bot = 🤖 While you have the chat the bot does not say: { $text }
staff-theirs = { $by } has this chat. What you write stays here. /close or /back gives it to the bot, then you can take it.
staff-yours = You have this chat already.
staff-take-first = Not sent: nobody has this chat. Take it first, then write again.
staff-free = Nobody has this chat.
staff-noted = Noted. The borrower does not see it.
staff-empty = Write it behind the command: /note she calls back tomorrow
staff-names = There is no such sentence. There are: { $names }. For example: /say hello
staff-commands = There is no such command. There are: /take /back /close /call /note /activate /say
staff-no-file = Not sent: this borrower has a phone without a chat. Send words; they go by SMS.
staff-no-edit = An SMS cannot be changed. Send another message.
staff-anonymous = Not done: you write as the group. Switch off "Remain anonymous" in your rights as administrator, then everyone knows who has a chat.
staff-gone = This borrower's data was erased. Nothing can be sent any more.
staff-activating = Asked the lender to activate. What comes of it is said here.
staff-not-activated = Not asked: { $why }.
staff-no-phone = We do not know this borrower's number.
staff-joins = { $by } is here now and reads what you write. The assistant is silent meanwhile.
staff-leaves = { $by } has given you back to the assistant. You can ask for a person again at any time: /person
staff-closes = { $by } has closed this talk. You can ask for a person again at any time: /person
staff-says = 🧑‍💼 { $by }: { $text }
staff-shows = 🧑‍💼 { $by }
staff-sms = { $by }: { $text }
staff-unclaimed = Nobody could come yet; we are sorry. We still have what you wrote. Would you like to be called back, or wait a little more?
    .ussd = Nobody could answer yet; we are sorry. We still have your message. Dial again if you would rather be called back.
staff-unreached = The borrower cannot be reached: their number takes no SMS. What you wrote waits in their menu.
staff-by-sms = The borrower's chat takes nothing from us: what you wrote went by SMS.
