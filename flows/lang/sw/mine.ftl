mine-ready = Ombi lako { $reference } la { MONEY($applied_amount, $currency) } kwa { $applied_instalments ->
        [one] awamu moja
       *[other] awamu { $applied_instalments }
    } { $status ->
        [approved] limekubaliwa
        [pending] linaangaliwa
       *[created] limepokelewa
    }. Linakuwa mkopo unapolianzisha, kwa msimbo ambao mkopeshaji anatuma kwenye simu yako.
    .ussd = Ombi { $reference }, { MONEY($applied_amount, $currency) }: { $status ->
        [approved] limekubaliwa
        [pending] linaangaliwa
       *[created] limepokelewa
    }. Linakuwa mkopo unapolianzisha.
    .activate = Anzisha mkopo wangu
    .menu = Menyu kuu

mine-shown = Ombi lako { $reference } la { MONEY($applied_amount, $currency) } kwa awamu { $applied_instalments }: { $status ->
        [created] limepokelewa
        [pending] linaangaliwa
        [approved] limekubaliwa
        [active] limekubaliwa na mkopo unaendelea
        [declined] limekataliwa
        [cancelled] limefutwa
        [paid] limelipwa lote
        [arrears] linaendelea, na kuna malipo yaliyochelewa
        [written_off] limefungwa na mkopeshaji
       *[other] liko kwa mkopeshaji
    }.
    .ussd = Ombi { $reference }, { MONEY($applied_amount, $currency) } kwa awamu { $applied_instalments }: { $status ->
        [created] limepokelewa
        [pending] linaangaliwa
        [approved] limekubaliwa
        [active] limekubaliwa na mkopo unaendelea
        [declined] limekataliwa
        [cancelled] limefutwa
        [paid] limelipwa lote
        [arrears] linaendelea, na kuna malipo yaliyochelewa
        [written_off] limefungwa na mkopeshaji
       *[other] liko kwa mkopeshaji
    }.
mine-declined = Mkopeshaji hakukubali ombi lako { $reference } la { MONEY($applied_amount, $currency) }. Hudaiwi chochote.{ $reason ->
        [none] {""}
       *[other] {" "}Sababu yake kuu: { $reason }.
    } { $staffed ->
        [yes] Una haki ya kumwomba mtu aangalie tena, na kumweleza anachopaswa kujua.
       *[no] Una haki ya mtu wa mkopeshaji kuangalia tena. { $lender_contact ->
            [none] Tafadhali mwombe mkopeshaji.
           *[other] Mwombe mkopeshaji: { $lender_contact }
        }
    }
    .ussd = Ombi { $reference } halikukubaliwa.{ $reason ->
        [none] {""}
       *[other] {" "}Sababu: { $reason }.
    } { $staffed ->
        [yes] Mtu anaweza kuangalia tena.
       *[no] Omba mtu aangalie tena: { $lender_contact ->
            [none] zungumza na mkopeshaji.
           *[other] { $lender_contact }
        }
    }
    .person = Mwombe mtu aangalie tena
    .menu = Menyu kuu
mine-nothing = Hatujui ombi lako lolote. Unaweza kuomba kutoka menyu kuu. Kama tayari una mkopo kwa mkopeshaji, tunaweza kuutafuta.
    .ussd = Hatujui ombi lako lolote hapa. Omba kutoka menyu kuu.
    .find = Tafuta mikopo yangu
    .list = Mikopo yangu
    .menu = Menyu kuu

mine-loan =
    { $signing ->
        [wanted] Mkopo wako { $reference } umekubaliwa, na mkataba wake unasubiri sahihi yako. Hakuna kinacholipwa kabla hujasaini, na hudaiwi chochote.
        [unpaid] Mkopo wako { $reference } umesainiwa. Yaliyobaki kufanya yako hapa chini; kisha unaweza kulipwa.
       *[none] { $loan_status ->
            [pending] Mkopo wako { $reference } unaandaliwa.
            [active] Mkopo wako { $reference } unaendelea, na hakuna malipo yaliyochelewa.
            [arrears] Kuna malipo yaliyochelewa kwenye mkopo wako { $reference }. Tafadhali usiwe na wasiwasi: zungumza na mkopeshaji, na ulipe unachoweza. Ukiwahi, mengi yanaweza kupangwa.
            [frozen] Mkopo wako { $reference } umesitishwa kwa muda: tarehe za malipo zinaweza kubadilika, na hakuna riba mpya kwa sasa.
            [in_dispute] Mkopo wako { $reference } una mgogoro. Hadi utatuliwe hakuna malipo yanayochukuliwa; riba ya kipindi hicho inaweza kuongezwa baadaye.
            [paid] Mkopo wako { $reference } umelipwa wote. Asante!
            [cancelled] Mkopo wako { $reference } umefutwa{ $loan_reason ->
                [rejected] {" "}kwa sababu ulikataliwa
                [returned] {" "}kwa sababu uliurudisha
                [fraud] {" "}kwa sababu si wewe uliyeuchukua
                [death] {" "}kwa sababu ya kifo; pole sana
                [refinanced] {" "}kwa sababu mkopo mpya umechukua nafasi yake
               *[none] {""}
            }. Hakuna riba wala ada inayotozwa.
           *[other] Mkopo wako { $reference } uko kwa mkopeshaji. Tafadhali muulize mkopeshaji hali yake.
        }
    }

    { $outstanding ->
        [none] {""}
       *[other] Deni lililobaki: { MONEY($outstanding, $currency) }.
    }{ $settlement ->
        [none] {""}
       *[other] {" "}Kulipa yote leo: { MONEY($settlement, $currency) }{ $settlement_until ->
            [none] {""}
           *[other] {" "}(hadi { DAY($settlement_until) })
        }.
    }{ $next_due ->
        [none] {""}
       *[other] {" "}Malipo yanayofuata: { $next_amount ->
            [none] {""}
           *[other] { MONEY($next_amount, $currency) }{" "}
        }tarehe { DAY($next_due) }.
    }

    { ALLOWS($actions, "collect") ->
        [yes] Awamu zinakatwa kwenye akaunti yako.
       *[no] {""}
    }{ ALLOWS($actions, "pay") ->
        [yes] {" "}Unaweza pia kulipa zaidi wakati wowote.
       *[no] {""}
    }{ ALLOWS($actions, "pay_outside") ->
        [yes] {" "}Malipo yako mwenyewe yanakwenda kwa mkopeshaji moja kwa moja.
       *[no] {""}
    }
    .ussd = { $signing ->
        [wanted] Mkopo { $reference } umekubaliwa. Mkataba wake unasubiri sahihi yako.
        [unpaid] Mkopo { $reference } umesainiwa. Yaliyobaki kufanya:
       *[none] { $loan_status ->
            [pending] Mkopo { $reference } unaandaliwa.
            [active] Mkopo { $reference }: unaendelea, hakuna kilichochelewa.
            [arrears] Mkopo { $reference }: kuna malipo yaliyochelewa. Zungumza na mkopeshaji; ukiwahi, mengi yanaweza kupangwa.
            [frozen] Mkopo { $reference }: umesitishwa, hakuna riba mpya kwa sasa.
            [in_dispute] Mkopo { $reference }: una mgogoro. Hakuna malipo hadi utatuliwe; riba inaweza kuongezwa baadaye.
            [paid] Mkopo { $reference } umelipwa wote. Asante!
            [cancelled] Mkopo { $reference } umefutwa{ $loan_reason ->
                [rejected] {" "}(ulikataliwa)
                [returned] {" "}(uliurudisha)
                [fraud] {" "}(si wewe uliyeuchukua)
                [death] {" "}(kifo; pole sana)
                [refinanced] {" "}(mkopo mpya umechukua nafasi)
               *[none] {""}
            }. Hakuna kinachotozwa.
           *[other] Mkopo { $reference }: tafadhali muulize mkopeshaji hali yake.
        }
    }{ $outstanding ->
        [none] {""}
       *[other] {" "}Deni: { MONEY($outstanding, $currency) }.
    }{ $settlement ->
        [none] {""}
       *[other] {" "}Kulipa yote leo: { MONEY($settlement, $currency) }.
    }{ $next_due ->
        [none] {""}
       *[other] {" "}Yafuatayo: { $next_amount ->
            [none] {""}
           *[other] { MONEY($next_amount, $currency) }{" "}
        }{ DAY($next_due) }.
    }{ ALLOWS($actions, "pay_outside") ->
        [yes] {" "}Malipo yako yanakwenda kwa mkopeshaji.
       *[no] {""}
    }
    .sign = Soma na usaini mkataba
    .sign-ussd = Soma na usaini
    .collect = Panga makato ya benki
    .bank = Je, benki ina jibu langu?
    .payout = Nilipwe mkopo
    .arrival = Malipo yangu yako wapi?
    .plan = Awamu na taarifa ya mkopo
    .plan-ussd = Awamu
    .pay = Lipa
    .settle = Lipa yote
    .claim = Lipa mwingine kutoka kwenye mkopo
    .claim-ussd = Lipa mwingine
    .others = Mikopo yangu mingine
    .menu = Menyu kuu
mine-unread = Hatuwezi kusoma mkopo wako { $reference } sasa. Uko kama ulivyokuwa: tafadhali jaribu tena baadaye kidogo.
    .ussd = Hatuwezi kusoma mkopo { $reference } sasa. Jaribu tena baadaye kidogo.
    .again = Jaribu tena
    .menu = Menyu kuu
