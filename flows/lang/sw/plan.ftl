# Ratiba ya mkopeshaji, na taarifa ya mkopo.
plan-shown = { $rows_paid ->
        [none] Hizi ni awamu za mkopo wako { $reference }, kama mkopeshaji anavyosema:
        [0] Hizi ni awamu za mkopo wako { $reference }, inayofuata ikiwa ya kwanza:
       *[other] Kati ya awamu { $rows_all } za mkopo wako { $reference }, { $rows_paid } { $rows_paid ->
            [one] imelipwa
           *[other] zimelipwa
        }. Inayofuata iko juu:
    }

    { ROWS($schedule, $currency, paid: "imelipwa", overdue: "imechelewa") }
    { $rows_later ->
        [0] {""}
       *[other] na nyingine { $rows_later } baadaye.
    }
    .ussd = Awamu za mkopo { $reference }{ $rows_paid ->
        [none] {""}
       *[other] , { $rows_paid } kati ya { $rows_all } zimelipwa
    }:
        { ROWS($schedule, $currency, paid: "imelipwa", overdue: "imechelewa") }
        { $rows_later ->
            [0] {""}
           *[other] na nyingine { $rows_later } baadaye
        }
    .statement = Taarifa ya mkopo
    .loan = Mkopo wangu
    .menu = Menyu kuu
plan-none = Mkopeshaji hatuambii sasa awamu gani inalipwa lini. Mkopo wako uko kama ulivyokuwa: tafadhali mwombe mkopeshaji ratiba.
    .ussd = Mkopeshaji hatuambii sasa nini kinalipwa lini. Tafadhali mwombe mkopeshaji ratiba.
    .statement = Taarifa ya mkopo
    .loan = Mkopo wangu
    .menu = Menyu kuu
plan-statement =
    Taarifa ya mkopo wako { $reference }, tarehe { DAY($as_of) }

    { $repayable ->
        [none] {""}
       *[other] Jumla ya kulipa: { MONEY($repayable, $currency) }
    }
    { $paid_sum ->
        [none] {""}
       *[other] Kilicholipwa hadi sasa: { MONEY($paid_sum, $currency) }
    }
    { $outstanding ->
        [none] {""}
       *[other] Deni lililobaki: { MONEY($outstanding, $currency) }
    }
    { $settlement ->
        [none] {""}
       *[other] Kulipa yote: { MONEY($settlement, $currency) }{ $settlement_until ->
            [none] {""}
           *[other] , hadi { DAY($settlement_until) }
        }
    }

    { $rows_paid ->
        [none] {""}
        [0] {""}
       *[other] Awamu zilizolipwa:
    }
    { ROWS($schedule, $currency, only: "paid", paid: "imelipwa", overdue: "imechelewa") }

    Hizi ni hesabu za mkopeshaji. Ukizihitaji kwa maandishi, mwombe mkopeshaji.
    .ussd = Mkopo { $reference }, { DAY($as_of) }.{ $repayable ->
        [none] {""}
       *[other] {" "}Jumla ya kulipa: { MONEY($repayable, $currency) }.
    }{ $paid_sum ->
        [none] {""}
       *[other] {" "}Kimelipwa: { MONEY($paid_sum, $currency) }.
    }{ $outstanding ->
        [none] {""}
       *[other] {" "}Deni: { MONEY($outstanding, $currency) }.
    }{ $settlement ->
        [none] {""}
       *[other] {" "}Kulipa yote: { MONEY($settlement, $currency) }{ $settlement_until ->
            [none] {""}
           *[other] {" "}hadi { DAY($settlement_until) }
        }.
    }
        { ROWS($schedule, $currency, only: "paid", paid: "imelipwa", overdue: "imechelewa") }
    .plan = Awamu
    .loan = Mkopo wangu
    .menu = Menyu kuu
