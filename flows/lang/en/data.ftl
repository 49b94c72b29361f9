# What we keep of a person, and having it deleted.
data-mine =
    We keep what you told us for your application, your phone number, what you agreed to, your messages with our staff, and how your loan stands here. Nobody but us, the lender and, if you apply, the credit bureau is given it.

    { $staffed ->
        [yes] For a copy of it all, or to put something right, ask a person.
       *[no] For a copy of it all, or to put something right, ask the lender{ $lender_contact ->
            [none] .
           *[other] : { $lender_contact }
        }
    }
    .ussd = We keep what you told us, your number, messages and loan. { $staffed ->
        [yes] For a copy ask a person.
       *[no] For a copy ask the lender{ $lender_contact ->
            [none] .
           *[other] : { $lender_contact }
        }
    }
    .delete = Delete my data
    .person = Talk to a person
    .person-ussd = A person
    .menu = Main menu
data-delete =
    Do you want everything deleted that we keep about you? That is what you told us, documents that still wait here, your messages with our staff, your reminders, and that this chat belongs to your phone number.

    The lender keeps its own records, as the law wants. A loan you have goes on: you still owe it, and we will not tell you of it any more. Our record of what was done, and when, stays, without your name or number. What stands in this chat you can delete yourself.

    This cannot be undone. You may come back, and can apply again from tomorrow.
    .ussd = Delete all we keep about you: your answers, documents that wait here, messages and reminders? The lender keeps its own records. A loan you have goes on and must be paid, and we will not tell you of it any more. This cannot be undone.
    .yes = Yes, delete my data
    .yes-ussd = Yes, delete
    .no = No, keep it
data-kept = { $kept_because ->
        [staff] Nothing was deleted: you are talking with one of our staff. Please end that talk first, and then ask again.
        [mandate] Nothing was deleted: your bank was asked about the debit order, and we do not know its answer yet. Look under “My loan” first, and then ask again.
        [payout] Nothing was deleted: money is on its way to you. Once it has arrived, look under “My loan”, and then ask again.
       *[errand] Nothing was deleted: the lender has not answered yet what you sent last. Please wait for the answer, and then ask again.
    }
    .ussd = { $kept_because ->
        [staff] Nothing was deleted: a person is talking with you. Ask again when that has ended.
        [mandate] Nothing was deleted: we wait for your bank's answer. Look under My loan first, then ask again.
        [payout] Nothing was deleted: money is on its way to you. When it has come, look under My loan, then ask again.
       *[errand] Nothing was deleted: the lender has not answered yet. Please ask again after that.
    }
data-erased = It is done: what we kept about you is deleted. If you write to us again, we do not know you; you can apply again from tomorrow. Goodbye, and all the best.
    .ussd = It is done: what we kept about you is deleted. If you dial again, we do not know you. You can apply again from tomorrow.
