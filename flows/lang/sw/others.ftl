# Mikopo ya mkopaji.
others-loan = Hii ni mikopo yako kwa mkopeshaji. Ungependa kuangalia upi?
    .ussd = Mikopo yako. Upi?
    .menu = Menyu kuu
others-none = Hatuna mkopo mwingine wa kukuonyesha. Kama mkopeshaji ana namba yako nyingine ya simu, tafadhali ibadilishwe kwake.
    .ussd = Hatuna mkopo mwingine wa kukuonyesha. Kama mkopeshaji ana namba yako nyingine, tafadhali ibadilishwe kwake.
    .menu = Menyu kuu
