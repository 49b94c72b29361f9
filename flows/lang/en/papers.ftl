# The documents a loan needs. $kind is id, payslip or bank_statement.
papers-send =
    { $gave ->
        [id] Your ID has reached the lender.
        [payslip] Your payslip has reached the lender.
        [bank_statement] Your bank statement has reached the lender.
       *[none] { "" }
    }
    { $page_count ->
        [0] Document { $paper_number } of { $paper_count }: please send { $kind ->
            [id] a photo of your ID, the front and then the back
            [payslip] a photo of your latest payslip
           *[bank_statement] your bank statement of the last three months, as a PDF or a photo of each page
        }. Lay it flat in good light, so that every word can be read.
       *[other] Document { $paper_number } of { $paper_count }, your { $kind ->
            [id] ID
            [payslip] payslip
           *[bank_statement] bank statement
        }: { $page_count ->
            [one] 1 page received
           *[other] { $page_count } pages received
        }. Send the next page, or choose Done if that is all.
    }
    .ussd =
        { $way ->
            [link] We have sent you an SMS with a link. Open it to send your photos, then dial again.
            [telegram] We have sent you an SMS that leads to our chat in Telegram. Send your photos there.
            [enough] We have sent you enough SMS for today. Use the newest, or choose another way.
            [unsent] The SMS cannot be sent now. Try again, or choose another way.
           *[none] We need a photo of your { $kind ->
                [id] ID
                [payslip] payslip
               *[bank_statement] bank statement
            } ({ $paper_number } of { $paper_count }). How will you send it?
        }
    .use = Use it all the same
    .use-ussd = Use it
    .done = Done, that is all
    .done-ussd = Done
    .retake = Take it again
    .retake-ussd = Retake
    .link = By a link in an SMS
    .link-ussd = { $way ->
        [link] Send the SMS again
       *[none] SMS with a link
    }
    .telegram = In Telegram
    .telegram-ussd = Telegram
    .branch = At a branch
    .skip = Skip this one
    .later = The rest later
    .later-ussd = Later
papers-unread = We could not find out which documents the lender needs. You can send them later: choose My documents in the menu.
    .ussd = We could not find out which documents are needed. Look under My documents later.
    .on = Go on
papers-loose = Thank you for the photo. Is it your { $kind ->
        [id] ID
        [payslip] payslip
       *[bank_statement] bank statement
    }?
    .ussd = Is the photo you sent your { $kind ->
        [id] ID
        [payslip] payslip
       *[bank_statement] bank statement
    }?
    .yes = Yes
    .no = No, throw it away
papers-counter = Take your documents to any branch or agent of the lender, and show your ID there. You can go on with your application now.
    .ussd = Take your documents to any branch or agent of the lender. Go on with your application now.
    .on = Go on
papers-refused = The lender could not take your { $kind ->
        [id] ID
        [payslip] payslip
       *[bank_statement] bank statement
    }. Please take the photo again, or send it later.
    .ussd = The lender could not take your { $kind ->
        [id] ID
        [payslip] payslip
       *[bank_statement] bank statement
    }.
    .again = Send it again
    .later = Later
papers-unsure = We could not find out whether the lender has received your { $kind ->
        [id] ID
        [payslip] payslip
       *[bank_statement] bank statement
    }. Please ask the lender about it later; you can go on now.
    .ussd = We are not sure that the lender has your { $kind ->
        [id] ID
        [payslip] payslip
       *[bank_statement] bank statement
    }. Ask them later.
    .on = Go on
papers-arrived = { $later_count ->
        [0] Thank you. All your documents have reached the lender.
       *[other] Thank you. What you sent has reached the lender. You can send the rest later: choose My documents in the menu.
    }
    .ussd = { $later_count ->
        [0] Thank you. All your documents have reached the lender.
       *[other] Thank you. What you sent has reached the lender. Send the rest later: see My documents.
    }
    .on = Go on
papers-over = Would you like to go on where you were?
    .on = Go on
    .menu = Main menu
papers-mine =
    Your documents
    { $id_state ->
        [there] ID: with the lender
        [absent] ID: missing
       *[none] { "" }
    }
    { $payslip_state ->
        [there] Payslip: with the lender
        [absent] Payslip: missing
       *[none] { "" }
    }
    { $bank_statement_state ->
        [there] Bank statement: with the lender
        [absent] Bank statement: missing
       *[none] { "" }
    }
    .send = Send what is missing
    .menu = Main menu
papers-all = All your documents are with the lender. Nothing is missing.
    .menu = Main menu
papers-none = Nothing is asked of you now. When you apply for a loan, we tell you which documents the lender needs.
    .ussd = Nothing is needed now. When you apply, we tell you which documents the lender needs.
    .menu = Main menu
