# A borrower's loans.
others-loan = These are your loans with the lender. Which one would you like to look at?
    .ussd = Your loans. Which one?
    .menu = Main menu
others-none = We can show you no other loans. If the lender knows another phone number of yours than this one, please have it changed there.
    .ussd = We can show no other loans. If the lender has another number of yours, please have it changed there.
    .menu = Main menu
