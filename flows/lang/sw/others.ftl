# Mikopo ya mkopaji.
others-loan = Hii ni mikopo yako kwa mkopeshaji. Ungependa kuangalia upi?
    .ussd = Mikopo yako. Upi?
    .menu = Menyu kuu
others-id_number = Tafadhali andika namba ya kitambulisho chako. Tunaonyesha mikopo ikiwa tu mkopeshaji anaijua simu hii kuwa yako.
    .ussd = Andika namba ya kitambulisho. Tunaonyesha mikopo ikiwa tu mkopeshaji anaijua simu hii kuwa yako.
others-none = Hatuna mkopo mwingine wa kukuonyesha kwenye simu hii. Kama mkopeshaji ana namba yako nyingine ya simu, tafadhali ibadilishwe kwake.
    .ussd = Hatuna mkopo mwingine wa kuonyesha kwenye simu hii. Kama mkopeshaji ana namba yako nyingine, ibadilishwe kwake.
    .find = Tafuta mikopo yangu
    .menu = Menyu kuu
