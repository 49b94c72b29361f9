borrower-id_number = Tafadhali andika namba yako ya kitambulisho.
    .ussd = Andika namba yako ya kitambulisho
borrower-confirm = Mkopeshaji anakufahamu kama { HINT($first_name) } { HINT($last_name) }. Ni wewe, na je, kazi yako na njia yako ya kulipa bado ni zile zile?
    .ussd = Wewe ni { HINT($first_name) } { HINT($last_name) }? Kazi na njia ya kulipa ni zile zile?
    .same = Ndiyo, yote ni yale yale
    .same-ussd = Ndiyo, ni zile zile
    .changed = Ndiyo, lakini kuna mabadiliko
    .changed-ussd = Ndiyo, zimebadilika
    .other = Hapana, si mimi
borrower-first_name = Jina lako la kwanza ni nani, kama lilivyo kwenye kitambulisho?
    .ussd = Jina la kwanza, kama kwenye kitambulisho
borrower-last_name = Na jina lako la ukoo?
    .ussd = Jina la ukoo
borrower-email = Barua pepe yako ni ipi?
    .ussd = Barua pepe
borrower-employer = Unafanya kazi kwa nani? Andika jina la mwajiri wako, au mwanzo wake.
    .ussd = Unafanya kazi kwa nani? Andika jina la mwajiri
borrower-employer_id = Yupi kati ya hawa ni mwajiri wako?
    .ussd = Mwajiri wako ni yupi?
    .other = Hayupo hapa
borrower-new_employer = Mkopeshaji bado hana “{ $employer }”. Tumwongeze?
    .ussd = { $employer } hayupo kwenye orodha bado.
    .add = Mwongeze
    .retype = Andika jina tena
borrower-payback_type = Ungependa kulipa mkopo kwa njia gani?
    .ussd = Utalipa kwa njia gani?
borrower-review =
    Tafadhali hakiki:
    { $first_name } { $last_name }
    Namba ya kitambulisho { $id_number }

    Je, yote ni sahihi?
    .ussd = { $first_name } { $last_name }, kitambulisho { $id_number }. Ni sahihi?
    .right = Ndiyo, ni sahihi
    .right-ussd = Ndiyo
    .wrong = Hapana, badilisha
borrower-doubt = Huenda ombi lako la mwisho lilimfikia mkopeshaji, na hatukuweza kujua kwa hakika. Tafadhali zungumza na mkopeshaji kabla ya kuomba tena, ili usipate mikopo miwili.
    .ussd = Huenda ombi lako la mwisho lilimfikia mkopeshaji. Zungumza naye kwanza, usije ukapata mikopo miwili.
    .settled = Nimezungumza naye: endelea
    .settled-ussd = Nimezungumza: endelea
    .menu = Menyu kuu
borrower-known = Mkopeshaji anakufahamu kama { HINT($first_name) } { HINT($last_name) }. Ni wewe?
    .ussd = Wewe ni { HINT($first_name) } { HINT($last_name) }?
    .yes = Ndiyo
    .other = Hapana, si mimi
