# Nyaraka zinazohitajika kwa mkopo. $kind ni id, payslip au bank_statement.
papers-send =
    { $gave ->
        [id] Kitambulisho chako kimemfikia mkopeshaji.
        [payslip] Hati yako ya mshahara imemfikia mkopeshaji.
        [bank_statement] Taarifa yako ya benki imemfikia mkopeshaji.
       *[none] { "" }
    }
    { $page_count ->
        [0] Hati { $paper_number } kati ya { $paper_count }: tafadhali tuma { $kind ->
            [id] picha ya kitambulisho chako, upande wa mbele kisha wa nyuma
            [payslip] picha ya hati yako ya mshahara ya hivi karibuni
           *[bank_statement] taarifa yako ya benki ya miezi mitatu iliyopita, kama PDF au picha ya kila ukurasa
        }. Iweke sawa penye mwanga mzuri ili kila neno lisomeke.
       *[other] Hati { $paper_number } kati ya { $paper_count }, { $kind ->
            [id] kitambulisho chako
            [payslip] hati yako ya mshahara
           *[bank_statement] taarifa yako ya benki
        }: { $page_count ->
            [one] ukurasa 1 umepokelewa
           *[other] kurasa { $page_count } zimepokelewa
        }. Tuma ukurasa unaofuata, au chagua Tayari kama ni hivyo tu.
    }
    .ussd =
        { $way ->
            [link] Tumekutumia SMS yenye kiungo. Kifungue utume picha zako, kisha piga tena.
            [telegram] Tumekutumia SMS inayoongoza kwenye mazungumzo yetu ya Telegram. Tuma picha huko.
            [enough] Tumekutumia SMS za kutosha leo. Tumia ya mwisho, au chagua njia nyingine.
            [unsent] SMS haiwezi kutumwa sasa. Jaribu tena, au chagua njia nyingine.
           *[none] Mkopeshaji anahitaji picha ya { $kind ->
                [id] kitambulisho chako
                [payslip] hati yako ya mshahara
               *[bank_statement] taarifa yako ya benki
            } ({ $paper_number } kati ya { $paper_count }). Utaituma vipi?
        }
    .use = Itumie hivyo hivyo
    .use-ussd = Itumie
    .done = Tayari, ni hivyo tu
    .done-ussd = Tayari
    .retake = Piga picha upya
    .retake-ussd = Upya
    .link = Kwa kiungo cha SMS
    .link-ussd = { $way ->
        [link] SMS tena
       *[none] SMS
    }
    .telegram = Kwa Telegram
    .telegram-ussd = Telegram
    .branch = Kwenye tawi
    .skip = Ruka hii
    .later = Zilizobaki baadaye
    .later-ussd = Baadaye
papers-unread = Hatukuweza kujua mkopeshaji anahitaji nyaraka zipi. Unaweza kuzituma baadaye: chagua Nyaraka zangu kwenye menyu.
    .ussd = Hatukuweza kujua nyaraka zinazohitajika. Angalia Nyaraka zangu baadaye.
    .on = Endelea
papers-loose = Asante kwa picha. Je, ni { $kind ->
        [id] kitambulisho chako
        [payslip] hati yako ya mshahara
       *[bank_statement] taarifa yako ya benki
    }?
    .ussd = Je, picha uliyotuma ni { $kind ->
        [id] kitambulisho chako
        [payslip] hati yako ya mshahara
       *[bank_statement] taarifa yako ya benki
    }?
    .yes = Ndiyo
    .no = Hapana, itupe
papers-counter = Peleka nyaraka zako kwenye tawi lolote au kwa wakala wa mkopeshaji, na uonyeshe kitambulisho chako. Unaweza kuendelea na ombi lako sasa.
    .ussd = Peleka nyaraka zako kwenye tawi au kwa wakala wa mkopeshaji. Endelea na ombi lako sasa.
    .on = Endelea
papers-refused = Mkopeshaji hakuweza kupokea { $kind ->
        [id] kitambulisho chako
        [payslip] hati yako ya mshahara
       *[bank_statement] taarifa yako ya benki
    }. Tafadhali piga picha upya, au tuma baadaye.
    .ussd = Mkopeshaji hakuweza kupokea { $kind ->
        [id] kitambulisho chako
        [payslip] hati yako ya mshahara
       *[bank_statement] taarifa yako ya benki
    }.
    .again = Tuma tena
    .later = Baadaye
papers-unsure = Hatukuweza kujua kama mkopeshaji amepokea { $kind ->
        [id] kitambulisho chako
        [payslip] hati yako ya mshahara
       *[bank_statement] taarifa yako ya benki
    }. Tafadhali muulize baadaye; unaweza kuendelea sasa.
    .ussd = Hatuna uhakika kama mkopeshaji ana { $kind ->
        [id] kitambulisho chako
        [payslip] hati yako ya mshahara
       *[bank_statement] taarifa yako ya benki
    }. Muulize baadaye.
    .on = Endelea
papers-arrived = { $later_count ->
        [0] Asante. Nyaraka zako zote zimemfikia mkopeshaji.
       *[other] Asante. Ulizotuma zimemfikia mkopeshaji. Unaweza kutuma zilizobaki baadaye: chagua Nyaraka zangu kwenye menyu.
    }
    .ussd = { $later_count ->
        [0] Asante. Nyaraka zako zote zimemfikia mkopeshaji.
       *[other] Asante. Ulizotuma zimemfikia mkopeshaji. Tuma zilizobaki baadaye: ona Nyaraka zangu.
    }
    .on = Endelea
papers-over = Je, ungependa kuendelea pale ulipokuwa?
    .on = Endelea
    .menu = Menyu kuu
papers-mine =
    Nyaraka zako
    { $id_state ->
        [there] Kitambulisho: kiko kwa mkopeshaji
        [absent] Kitambulisho: hakipo
       *[none] { "" }
    }
    { $payslip_state ->
        [there] Hati ya mshahara: iko kwa mkopeshaji
        [absent] Hati ya mshahara: haipo
       *[none] { "" }
    }
    { $bank_statement_state ->
        [there] Taarifa ya benki: iko kwa mkopeshaji
        [absent] Taarifa ya benki: haipo
       *[none] { "" }
    }
    .send = Tuma zinazokosekana
    .menu = Menyu kuu
papers-all = Nyaraka zako zote ziko kwa mkopeshaji. Hakuna kinachokosekana.
    .menu = Menyu kuu
papers-none = Hakuna unachohitaji kutuma sasa. Unapoomba mkopo, tunakuambia nyaraka ambazo mkopeshaji anahitaji.
    .ussd = Hakuna kinachohitajika sasa. Unapoomba mkopo, tunakuambia nyaraka zinazohitajika.
    .menu = Menyu kuu
