# The payout: where to, agreed once more, and what became of it.
payout-waits = The loan is paid out once you have approved the debit order at your bank. { $mandate_status ->
        [pending] Your bank has no answer from you yet.
        [approved] {""}
       *[other] It is not approved yet.
    }
    .ussd = The loan is paid out once you have approved the debit order at your bank.
    .look = Look again
    .mandate = Set up the debit order
    .menu = Main menu
payout-where = Where would you like the money of loan { $reference } to go?
    .ussd = Where is the money to go?
    .same = To the account of the debit order
    .same-ussd = Account of the debit order
    .account = To a bank account
    .wallet = To a wallet
    .menu = Main menu
payout-account = { $method ->
        [wallet] Type the number of the wallet. It must be your own.
       *[other] Type the number of your bank account. It must be your own.
    }
payout-bank = Which bank is it?
    .other = Another bank
payout-branch = What is the branch code of your bank? It has six digits; your bank card, statement or app shows it.
    .ussd = Type the six-digit branch code of your bank:
payout-confirm = Please look at each digit once more. The money of loan { $reference } goes to { $method ->
        [wallet] wallet { $account }
       *[other] account { $account }{ $branch ->
            [none] {""}
           *[other] {" "}(branch { $branch })
        }
    }. Money sent to a wrong number is hard to get back.
    .ussd = Pay out loan { $reference } to { $method ->
        [wallet] wallet { $account }
       *[other] account { $account }{ $branch ->
            [none] {""}
           *[other] , branch { $branch }
        }
    }? Check each digit.
    .yes = Yes, pay out
    .change = Change it
    .menu = Main menu
payout-failed = The money did not arrive at { $account }: the payout failed, and the money is with the lender. Please check the number, or give another account.
    .ussd = The payout to { $account } failed; the money is with the lender. Give another account, or check the number.
    .other = Pay out elsewhere
    .menu = Main menu
payout-declined = The lender cannot pay out there{ $reason ->
        [none] {""}
       *[other] : { $reason }
    }. Nothing was paid. You can give another account.
    .ussd = The lender cannot pay out there{ $reason ->
        [none] {""}
       *[other] : { $reason }
    }.
    .other = Pay out elsewhere
    .menu = Main menu
payout-sim = Your phone number was put on a new SIM card a short while ago. For your safety the money of loan { $reference } can be paid out from { WHEN($sim_until) } on: until then nobody gets it who may have taken your number. Nothing was paid and nothing is lost: ask for it then, under “My loan”. If it was not you who changed the SIM card, please tell your network and the lender at once.
    .ussd = Your number has a new SIM card. For your safety we pay out from { WHEN($sim_until) } on. Nothing is lost.
    .person = Talk to a person
    .menu = Main menu
payout-unsure = Before money is sent we make sure that your phone number has not just been put on a new SIM card. Nobody could tell us now, so nothing was paid. Nothing is lost: please try again in a few minutes. If it does not work then either, the lender's staff can help you.
    .ussd = We could not check your SIM card now, so nothing was paid. Nothing is lost. Try again in a few minutes.
    .again = Try again
    .person = Talk to a person
    .menu = Main menu
payout-unready = The lender cannot pay out now. Nothing was paid and nothing is lost: you can try again, also later, under “My loan”.
    .ussd = The lender cannot pay out now. Nothing was paid. Try again, or later under My loan.
    .again = Try again
    .menu = Main menu
payout-unread = The lender cannot say now how the payout stands. It is not sent a second time; please look again later.
    .ussd = The lender cannot say now how the payout stands. Please look again later.
    .look = Look again
    .menu = Main menu
payout-done = { $payout_status ->
        [paid] Your loan { $reference } is paid out. The money is there.
        [pending] The payout of your loan { $reference } is on its way. It can take until the next working day to arrive; under “My loan” you can see how it stands.
       *[other] The lender has the payout of your loan { $reference }. Under “My loan” you can see how it stands.
    }
    .ussd = { $payout_status ->
        [paid] Your loan { $reference } is paid out. The money is there.
        [pending] The payout is on its way. It can take until the next working day. See My loan for how it stands.
       *[other] The lender has the payout. See My loan for how it stands.
    }
payout-doubt = We could not find out for certain whether the lender has done what you last asked for. Please speak to the lender before you ask for it again. Have you cleared it up with the lender?
    .ussd = We are not certain that the lender has done what you last asked for. Have you cleared it up with the lender?
    .settled = Yes, it is cleared up
    .menu = Main menu
