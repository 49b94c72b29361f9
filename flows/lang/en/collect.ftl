# Collection by debit order (DebiCheck): what the bank will ask, and what came of it.
collect-account = From which bank account are the instalments to be collected? Type its number. It must be your own account.
    .ussd = Instalments are collected from your own bank account. Type its number:
collect-bank = Which bank is it?
    .other = Another bank
collect-branch = What is the branch code of your bank? It has six digits; your bank card, statement or app shows it.
    .ussd = Type the six-digit branch code of your bank:
collect-ready =
    Now your bank asks you whether the lender may collect the instalments from account { $account } (branch { $branch }).

    What the bank shows is the most it may ever collect in one debit: up to { MONEY($ceiling, $mandate_currency) }. Your highest instalment is { MONEY($mandate_instalment, $mandate_currency) }, and that is what you owe; the limit leaves room for an instalment that came back unpaid.

    The question comes to your phone within seconds and waits for { $mandate_seconds } seconds. It comes from your bank; it never asks for a code of ours, and we never ask for your bank PIN.{ $mandate_until ->
        [none] {""}
       *[other] {" "}If now is not a good time, the bank can ask later today, until { $mandate_until }.
    }
    .ussd = Your bank asks if up to { MONEY($ceiling, $mandate_currency) } may be collected at a time. Your instalment: { MONEY($mandate_instalment, $mandate_currency) }. It waits { $mandate_seconds } s.
    .ask = Ask me now
    .delayed = Later today
    .card = By card at a branch
    .card-ussd = Card at a branch
    .change = Another account
    .menu = Main menu
collect-ask = Your bank will ask you in a moment, on this phone. Please approve it there. Then come back here.
    .ussd = { $mandate_type ->
        [delayed] We end this call now, so that your bank can ask you, some time until { $mandate_until } today. Then dial us again.
       *[realtime] We end this call now, so that your bank can ask you on this phone in a moment. Answer it within { $mandate_seconds } seconds. Then dial us again.
    }
collect-asked = { $mandate_type ->
        [delayed] Your bank will ask you today, until { $mandate_until }, to approve the debit order, on your phone or in its app.
       *[realtime] Your bank is asking you now to approve the debit order, on your phone or in its app.
    } It may show up to { MONEY($ceiling, $mandate_currency) }: the limit, not your instalment. When you have answered, press the button.
    .ussd = { $mandate_type ->
        [delayed] Your bank asks you today to approve the debit order.
       *[realtime] Your bank asks you now to approve the debit order.
    } It may show up to { MONEY($ceiling, $mandate_currency) }: the limit. Dial us again when you have answered.
    .then = I have answered my bank
collect-pending = Your bank has no answer from you yet. The question may still be waiting on your phone or in your bank's app.
    .ussd = Your bank has no answer from you yet. Look for its question on your phone or in its app.
    .look = Look again
    .menu = Main menu
collect-failed = { $mandate_status ->
        [expired] The bank's question was not answered in time. Nothing is lost: it can ask you again.
       *[rejected] The debit order was not approved at your bank, so the loan is not paid out yet. If that was a mistake, the bank can ask you again.
    }
    .ussd = { $mandate_status ->
        [expired] The bank's question ran out of time. It can ask again.
       *[rejected] The debit order was not approved. The bank can ask again.
    }
    .again = Ask me again
    .other = Another account
    .card = By card at a branch
    .card-ussd = Card at a branch
    .menu = Main menu
collect-declined = The debit order cannot be set up with this account{ $reason ->
        [none] {""}
       *[other] : { $reason }
    }. You can give another account.
    .ussd = No debit order with this account{ $reason ->
        [none] {""}
       *[other] : { $reason }
    }.
    .other = Another account
    .card = By card at a branch
    .card-ussd = Card at a branch
    .menu = Main menu
collect-unready = The lender cannot set up the debit order now. Nothing is lost: you can try again, also later, under “My loan”.
    .ussd = The lender cannot set up the debit order now. Try again, or later under My loan.
    .again = Try again
    .menu = Main menu
collect-card = Bring your bank card and your ID to { $mandate_branch }. There you approve the debit order with your card and PIN; afterwards go on here under “My loan”. Never tell anyone your PIN.
    .ussd = Bring your bank card and ID to { $mandate_branch } and approve the debit order there. Then go on here under My loan.
collect-doubt = We could not find out for certain whether the lender has done what you last asked for. Please speak to the lender before you ask for it again. Have you cleared it up with the lender?
    .ussd = We are not certain that the lender has done what you last asked for. Have you cleared it up with the lender?
    .settled = Yes, it is cleared up
    .menu = Main menu
