# What staff have ready to say to a borrower. The short wording goes by SMS.
canned-hello = Hello, this is a person from the lender. I have read your conversation so far, and I will help you from here.
canned-wait = Thank you for your patience. I am looking into it, and will write to you again as soon as I know more.
canned-documents = To go on we need photos of your documents: your ID, your latest payslip and your bank statement. You can send them from the menu: choose “My documents”.
    .ussd = To go on we need photos of your ID, your latest payslip and your bank statement. Go to the menu and choose My documents.
canned-id_photo = The photo of your ID cannot be read well. Please take another: lay the ID flat in good light, without a flash, with all four corners in the picture.
    .ussd = The photo of your ID cannot be read well. Please take another, flat and in good light, with all four corners.
canned-payslip = Please send us your latest payslip, the whole page, so that your name, the date and your net pay can be read.
canned-statement = Please send us your bank statement of the last three months, every page, so that your name and the account number can be read.
canned-otp_never = For your safety: never give your PIN, your password or a code from an SMS to any person. That includes me: nobody who works here will ever ask you for one.
    .ussd = For your safety: never give your PIN, your password or a code from an SMS to any person, not to us either. We never ask for it.
canned-branch = This is best cleared up face to face. Please come to a branch of the lender, and bring your ID with you.
canned-thanks = Thank you, that is all we needed. There is nothing more you have to do for now.
canned-closing = If you have no other question, I will leave you with the assistant now. You can always ask for a person again. Have a good day!
