# A borrower's loans.
others-loan = These are your loans with the lender. Which one would you like to look at?
    .ussd = Your loans. Which one?
    .menu = Main menu
others-id_number = Please type your ID number. We show you loans only if the lender knows this phone as yours.
    .ussd = Type your ID number. We show loans only if the lender knows this phone as yours.
others-none = We can show you no other loans on this phone. If the lender knows another phone number of yours, please have it changed there.
    .ussd = We can show no other loans on this phone. If the lender has another number of yours, have it changed there.
    .find = Find my loans
    .menu = Main menu
