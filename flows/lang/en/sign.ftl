# The agreement: read, then signed or not.
sign-shown = { $address ->
        [none] The agreement of your loan { $reference } is ready. Ask the lender for a copy, and read it before you sign.
       *[other] This is the agreement of your loan { $reference }. Please read all of it before you sign: { $address }
    }

    { $about_amount ->
        [none] {""}
       *[other] It is about { MONEY($about_amount, $currency) }{ $about_count ->
            [one] {" "}in one instalment
           *[other] {" "}in { $about_count } instalments
        }{ $about_total ->
            [none] {""}
           *[other] ; you repay { MONEY($about_total, $currency) } in all
        }.{" "}
    }With your signature you agree to what it says, and the lender can pay the loan out.{ $agreement_sent ->
        [sms] {" "}The link is on its way to you by SMS.
        [unsent] {" "}The SMS cannot be sent now.
        [file] {" "}The document is here in this chat.
        [unfetched] {" "}The document cannot be sent here now. Open the link instead, or ask the lender for a copy.
       *[none] {""}
    }
    .ussd = { $agreement_sent ->
        [sms] The link is on its way by SMS. Read the agreement of loan { $reference } before you sign it.
        [unsent] The SMS cannot be sent now. Read the agreement of loan { $reference } before you sign it.
        [file] The agreement of loan { $reference } is in your Telegram chat. Read it first, then sign.
       *[none] The agreement of loan { $reference }{ $about_amount ->
            [none] {" "}is ready
           *[other] , { MONEY($about_amount, $currency) } in { $about_count } instalments, is ready
        }. Read it first, then sign.
    }
    .sign = I have read it and sign
    .sign-ussd = I have read it: sign
    .file = Send me the document
    .file-ussd = Document
    .sms = Send me the link by SMS
    .sms-ussd = Link by SMS
    .no = I do not sign
    .no-ussd = Do not sign
sign-unready = The lender could not take your signature now. Nothing is lost: you can try again, also later, under “My loan”.
    .ussd = The lender could not take your signature now. Try again, or later under My loan.
    .again = Try again
    .menu = Main menu
sign-unsigned = You have not signed. Without your signature nothing is paid out and you owe nothing by this agreement. You can still sign under “My loan”, or tell the lender that you do not want the loan.
    .ussd = You have not signed, so nothing is paid out. You can still sign under My loan, or tell the lender you do not want the loan.
sign-done = Your agreement of loan { $reference } is signed. You can see how your loan stands under “My loan”.
    .ussd = Your agreement of loan { $reference } is signed. See My loan for how it stands.
sign-next = Your agreement of loan { $reference } is signed. Next: how the instalments are paid, and then the payout.
    .ussd = Your agreement of loan { $reference } is signed. Next come the instalments and the payout.
    .on = Go on
    .claim = First pay someone else from it
    .claim-ussd = Pay someone else first
    .menu = Main menu
