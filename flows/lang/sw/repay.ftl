# Kulipa zaidi ya kinachokatwa, au kulipa yote.
repay-doubt = Ombi lako la mwisho huenda limemfikia mkopeshaji, na hatukuweza kujua kwa hakika. Tafadhali zungumza na mkopeshaji kabla ya kulipa tena, ili usilipe mara mbili.
    .ussd = Ombi lako la mwisho huenda limemfikia mkopeshaji. Zungumza naye kwanza, ili usilipe mara mbili.
    .settled = Tayari, lipa sasa
    .menu = Menyu kuu
repay-closed = Hakuna kinachoweza kulipwa kwenye mkopo wako { $reference } sasa. Kama unadhani si sahihi, tafadhali zungumza na mkopeshaji.
    .ussd = Hakuna cha kulipa kwenye mkopo { $reference } sasa. Kama si sahihi, zungumza na mkopeshaji.
    .plan = Awamu
    .loan = Mkopo wangu
    .menu = Menyu kuu
repay-outside = { $paying ->
        [whole] Kulipa mkopo wako wote { $reference } leo unahitaji { MONEY($settlement, $currency) }{ $settlement_until ->
            [none] {""}
           *[other] {" "}(ni halali hadi { DAY($settlement_until) })
        }.{ $currency ->
            [ZAR] {" "}Unaweza kufanya hivyo wakati wowote, bila kutoa taarifa.
           *[other] {""}
        }
       *[part] { $loan_status ->
            [arrears] Unaweza kulipa unachoweza: kila kiasi kinasaidia, na ukiwahi kuzungumza na mkopeshaji mengi yanaweza kupangwa.
           *[other] Unaweza kulipa zaidi ya awamu zako, wakati wowote.
        }
    } Malipo yako mwenyewe yanakwenda kwa mkopeshaji moja kwa moja: lipa huko, na utaje kumbukumbu { $reference }. Omba risiti.
    .ussd = { $paying ->
        [whole] Kulipa yote leo: { MONEY($settlement, $currency) }{ $settlement_until ->
            [none] {""}
           *[other] , hadi { DAY($settlement_until) }
        }. Mlipe
       *[part] { $loan_status ->
            [arrears] Lipa unachoweza, inasaidia. Mlipe
           *[other] Unaweza kulipa zaidi. Mlipe
        }
    } mkopeshaji mwenyewe, kumbukumbu { $reference }.
    .plan = Awamu
    .loan = Mkopo wangu
    .menu = Menyu kuu
repay-whole =
    Kulipa mkopo wako wote { $reference } leo: { MONEY($settlement, $currency) }{ $settlement_until ->
        [none] {""}
       *[other] {" "}(ni halali hadi { DAY($settlement_until) })
    }. Baada ya hapo huna deni lake tena, na hakuna awamu nyingine.{ $currency ->
        [ZAR] {" "}Unaweza kufanya hivyo wakati wowote, bila kutoa taarifa.
       *[other] {""}
    }

    Tunamwambia mkopeshaji asajili malipo haya; pesa inachukuliwa kwa njia uliyokubaliana na mkopeshaji.
    .ussd = Lipa mkopo wote { $reference }: { MONEY($settlement, $currency) }{ $settlement_until ->
        [none] {""}
       *[other] , hadi { DAY($settlement_until) }
    }. Kwa njia mliyokubaliana; kisha huna deni.
    .pay = Lipa yote
    .no = Si sasa
repay-pay_amount = { $loan_status ->
        [arrears] Lipa unachoweza: kila kiasi kinasaidia. Ungependa kulipa kiasi gani?
       *[other] Ungependa kulipa kiasi gani, zaidi ya awamu zako?
    }{ $pay_all ->
        [none] {""}
       *[other] {" "}Kwa { MONEY($pay_all, $currency) } deni lote linaisha.
    }
    .ussd = { $loan_status ->
        [arrears] Kila kiasi kinasaidia. Unaweza kulipa kiasi gani?
       *[other] Ungependa kulipa kiasi gani?
    }{ $pay_all ->
        [none] {""}
       *[other] {" "}Kwa { MONEY($pay_all, $currency) } deni lote linaisha.
    }
repay-effect =
    Unalipa { MONEY($pay_amount, $currency) } kwenye mkopo wako { $reference }.{ $pay_from ->
        [none] {""}
       *[other] {" "}Baada ya hapo deni lako ni kama { MONEY(LESS($pay_from, $pay_amount), $currency) }.
    } Mkopeshaji ndiye anayehesabu awamu zako zinakuwaje.

    Tunamwambia mkopeshaji asajili malipo haya; pesa inachukuliwa kwa njia uliyokubaliana na mkopeshaji.
    .ussd = Lipa { MONEY($pay_amount, $currency) } kwenye mkopo { $reference }?{ $pay_from ->
        [none] {""}
       *[other] {" "}Deni litakuwa kama { MONEY(LESS($pay_from, $pay_amount), $currency) }.
    } Kwa njia mliyokubaliana.
    .pay = Ndiyo, lipa
    .change = Kiasi kingine
    .no = Si sasa
repay-moved = Hakuna kilicholipwa: deni la mkopo wako { $reference } limebadilika tangu tulipokuonyesha. Tafadhali liangalie tena.
    .ussd = Hakuna kilicholipwa: deni limebadilika. Tafadhali liangalie tena.
    .again = Angalia
    .loan = Mkopo wangu
repay-declined = Mkopeshaji hakupokea malipo, na hakuna kilicholipwa.{ $reason ->
        [none] {""}
       *[other] {" "}Sababu yake: { $reason }.
    }
    .ussd = Mkopeshaji hakuyapokea. Hakuna kilicholipwa.{ $reason ->
        [none] {""}
       *[other] {" "}Sababu: { $reason }.
    }
    .change = Kiasi kingine
    .loan = Mkopo wangu
    .menu = Menyu kuu
repay-receipt =
    Asante. Mkopeshaji amesajili { MONEY($paid_amount, $currency) } kwenye mkopo wako { $reference }.

    Risiti: { $payment }
    Tarehe: { DAY($paid_on) }{ $outstanding ->
        [none] {""}
       *[other] {"\u000A"}Deni lililobaki: { MONEY($outstanding, $currency) }
    }

    { $loan_status ->
        [paid] Mkopo wako umelipwa wote.
       *[other] {""}
    }
    .ussd = Yamesajiliwa: { MONEY($paid_amount, $currency) } kwenye mkopo { $reference }, { DAY($paid_on) }. Risiti { $payment }.{ $loan_status ->
        [paid] {" "}Yote yamelipwa, asante!
       *[other] { $outstanding ->
            [none] {" "}Asante!
           *[other] {" "}Deni: { MONEY($outstanding, $currency) }.
        }
    }
    .loan = Mkopo wangu
    .menu = Menyu kuu
