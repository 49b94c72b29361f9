# Asking for a person, waiting for them, talking with them.
person-how = A person can help you. What would you like?
    .ussd = A person can help you. What would you like?
    .write = Write a message
    .call = Be called back
person-talk =
    { $desk ->
        [staff] You are talking with { $desk_by }. Write here, or send a photo: { $desk_by } reads it.
        [closed] Nobody is here now.{ $desk_opens ->
            [none] {""}
           *[other] {" "}We are back { WHEN($desk_opens) }.
        } { $desk_call ->
            [none] Write what it is about: whoever comes first reads it and answers you here. You need not wait.
           *[other] We will call you { $desk_call ->
                [morning] in the morning
                [afternoon] in the afternoon
               *[soon] as soon as we can
            }. If you like, write what it is about.
        }
       *[open] { $desk_call ->
            [none] We have asked a person to come. You are number { $desk_place } in the queue. Write what it is about: they will read it when they come.
           *[other] We will call you { $desk_call ->
                [morning] in the morning
                [afternoon] in the afternoon
               *[soon] as soon as we can
            }. You need not wait here; if you like, write what it is about.
        }
    }

    { $desk ->
        [staff] {""}
       *[other] Opening hours: { HOURS($desk_weekly) }.
    }
    .ussd =
    { $desk ->
        [staff] You talk with { $desk_by }. Type a message:
        [closed] Nobody is here now{ $desk_opens ->
            [none] {""}
           *[other] {" "}until { WHEN($desk_opens) }
        }. Type a message:
       *[open] You are number { $desk_place } in the queue. Type a message:
    }
    .bot = ⬅ Back to the assistant
    .bot-ussd = Stop asking for a person
    .call = 📞 Call me back
    .call-ussd = Be called back
    .messages = Messages
    .menu = Main menu
person-call = When may we call you, on this number and within our opening hours?
    .ussd = When may we call you?
    .soon = As soon as you can
    .morning = In the morning
    .afternoon = In the afternoon
person-message = Please type your message. A person will read it, and answer by SMS.
    .ussd = Type your message. A person will answer by SMS.
person-left =
    { $desk_call ->
        [none] A person will read your message and answer by SMS; the answer also stands under Messages in the menu.
       *[other] We will call you { $desk_call ->
            [morning] in the morning
            [afternoon] in the afternoon
           *[soon] as soon as we can
        } on this number.
    } Opening hours: { HOURS($desk_weekly) }.
    .ussd =
    { $desk_call ->
        [none] Thank you. The answer comes by SMS and under Messages.
       *[other] Thank you. We will call you { $desk_call ->
            [morning] in the morning
            [afternoon] in the afternoon
           *[soon] as soon as we can
        }.
    } { HOURS($desk_weekly, dash: "-") }
person-messages =
    { $messages ->
        [none] Nobody has answered yet.
       *[other] { $messages }
    }
    .ussd =
    { $messages ->
        [none] Nobody has answered yet.
       *[other] { $messages }
    }
    .reply = Reply
    .menu = Main menu
