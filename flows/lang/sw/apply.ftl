apply-purpose = Mkopo ni wa nini?
apply-nothing = Mkopeshaji hana mkopo wa kukupa kwa sasa. Tafadhali uliza tena wakati mwingine.
apply-product = Ungependa mkopo upi?
apply-amount = Ungependa kukopa kiasi gani? Unaweza kuchagua kuanzia { MONEY($min_amount, $currency) } hadi { MONEY($max_amount, $currency) }.
    .ussd = Kiasi gani? Kuanzia { MONEY($min_amount, $currency) } hadi { MONEY($max_amount, $currency) }
apply-instalments = Ungependa kulipa kwa awamu ngapi? Unaweza kuchagua kuanzia { $min_instalments } hadi { $max_instalments }.
    .ussd = Awamu ngapi? Kuanzia { $min_instalments } hadi { $max_instalments }
apply-offer =
    { $lapsed ->
        [yes] Ofa ya awali imekwisha muda wake, hivyo mkopo umehesabiwa upya. Hii ni ofa mpya:
       *[no] Hii ndiyo gharama ya mkopo:
    }

    Unapokea: { MONEY($received, $currency) }
    Unalipa kwa jumla: { MONEY($total, $currency) }
    Gharama ya mkopo: { MONEY($cost, $currency) }
    Awamu: { PLAN($plan, $currency) }
    Ya kwanza { DAY($first_due) }, ya mwisho { DAY($last_due) }
    Ada: { FEES($fees, $currency) }
    Riba: { PERCENT($monthly_rate) } kwa mwezi{ $method ->
        [flat] , juu ya kiasi chote hadi mwisho
        [equal_principal] , juu ya deni lililobaki; awamu zinapungua
        [equal_instalments] , juu ya deni lililobaki; awamu sawa
       *[none] {""}
    }. Pamoja na gharama zote ni { PERCENT($apr) } kwa mwaka.
    Ukichelewa kulipa: { $late ->
        [none] hakuna faini.
        [charged] { PERCENT($late_rate) } ya kilichochelewa, { $late_unit ->
            [day] kwa kila siku
            [month] kwa kila mwezi
            [year] kwa kila mwaka
           *[once] mara moja
        }{ $late_days ->
            [0] {""}
           *[other] , baada ya siku { $late_days }
        }.
       *[unknown] mkataba wa mkopeshaji unasema itagharimu kiasi gani.
    }
    Unaweza kulipa yote mapema: { $settling ->
        [accrued] utalipa riba hadi siku hiyo tu.
        [all] lakini riba yote bado italipwa.
       *[unknown] muulize mkopeshaji itakuwa kiasi gani.
    }

    Ofa hii ni halali hadi { DAY($stands_until) }. Hakuna kilichokubaliwa bado, na mkataba wa mkopeshaji ndio unaoamua.
    .ussd = { $lapsed ->
        [yes] Ofa ya awali imeisha muda. Hii ni mpya.{" "}
       *[no] {""}
    }Unapata { MONEY($received, $currency) }. Unalipa jumla { MONEY($total, $currency) }: { PLAN($plan, $currency) }, kuanzia { DAY($first_due) } hadi { DAY($last_due) }. Gharama ya mkopo { MONEY($cost, $currency) }. Ada: { FEES($fees, $currency) }. Riba { PERCENT($monthly_rate) } kwa mwezi{ $method ->
        [flat] {" "}juu ya kiasi chote
        [equal_principal] {" "}juu ya deni lililobaki, awamu zinapungua
        [equal_instalments] {" "}juu ya deni lililobaki, awamu sawa
       *[none] {""}
    }; na gharama zote { PERCENT($apr) } kwa mwaka. Ukichelewa: { $late ->
        [none] hakuna faini.
        [charged] { PERCENT($late_rate) } ya kilichochelewa { $late_unit ->
            [day] kwa siku
            [month] kwa mwezi
            [year] kwa mwaka
           *[once] mara moja
        }{ $late_days ->
            [0] {""}
           *[other] {" "}baada ya siku { $late_days }
        }.
       *[unknown] tazama mkataba.
    } Ukilipa mapema: { $settling ->
        [accrued] riba hadi siku hiyo tu.
        [all] riba yote italipwa.
       *[unknown] muulize mkopeshaji.
    } Halali hadi { DAY($stands_until) }. Mkataba ndio unaoamua.
    .accept = Nakubali, omba
    .accept-ussd = Nakubali
    .change = Badilisha kiasi
    .change-ussd = Badili
    .no = Hapana, asante
    .no-ussd = Hapana
apply-too_much = { $fitting ->
        [none] Kwa awamu { $instalments }, moja ingekuwa { MONEY($highest, $currency) }, na bajeti yako inabakiza { MONEY($available, $currency) } kwa mwezi. Hakuna kiasi cha mkopo huu kinachotosha kwa awamu hizo. Awamu zaidi zinaweza kusaidia.
       *[other] Awamu moja ingekuwa { MONEY($highest, $currency) }, na bajeti yako inabakiza { MONEY($available, $currency) } kwa mwezi. { MONEY($fits, $currency) } kingetosha.
    }
    .ussd = { $fitting ->
        [none] Awamu moja ingekuwa { MONEY($highest, $currency) }; bajeti inabakiza { MONEY($available, $currency) } kwa mwezi. Awamu zaidi zinaweza kusaidia.
       *[other] Awamu moja ingekuwa { MONEY($highest, $currency) }; bajeti inabakiza { MONEY($available, $currency) } kwa mwezi. { MONEY($fits, $currency) } kingetosha.
    }
    .change = Badilisha kiasi
    .no = Hapana, asante
    .no-ussd = Hapana
apply-unpriced = Hatuwezi kukuambia mkopo huu unagharimu kiasi gani, kwa hiyo hatukupi. Tumemjulisha mkopeshaji. Unaweza kuchagua mkopo mwingine.
    .ussd = Hatuwezi kusema mkopo huu unagharimu kiasi gani, kwa hiyo hatukupi. Mkopeshaji atajulishwa.
    .change = Chagua mkopo mwingine
    .no = Menyu kuu
apply-otherwise = Tafadhali soma hili kabla ya kuendelea. Ratiba ya mkopeshaji inalipa jumla { MONEY($schedule_total, $currency) }, kwa awamu za { MONEY($schedule_instalment, $currency) }. Tulikuambia { MONEY($total, $currency) }. Bado unautaka mkopo?
    .ussd = Subiri: ratiba ya mkopeshaji inalipa { MONEY($schedule_total, $currency) }, si { MONEY($total, $currency) } kama tulivyosema. Bado unautaka?
    .accept = Ndiyo, bado nautaka
    .accept-ussd = Ndiyo
    .no = Hapana, futa ombi
apply-withdrawn = Ombi lako limefutwa. Huna deni lolote.
    .ussd = Ombi lako limefutwa. Huna deni lolote.
apply-declined = Mkopeshaji amekataa safari hii.{ $reason ->
        [none] {""}
       *[other] {" "}Sababu yake kuu: { $reason }.
    } { $staffed ->
        [yes] Una haki ya kumwomba mtu aangalie tena, na kumweleza anachopaswa kujua.
       *[no] Una haki ya mtu wa mkopeshaji kuangalia tena. { $lender_contact ->
            [none] Tafadhali mwombe mkopeshaji.
           *[other] Mwombe mkopeshaji: { $lender_contact }
        }
    }
    .ussd = Mkopeshaji amekataa safari hii.{ $reason ->
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
apply-done = Ombi lako limefika kwa mkopeshaji. Namba yako ya kumbukumbu ni { $reference }. Itunze vizuri. Unaweza kuona limefikia wapi kwenye “Mkopo wangu”.
    .ussd = Ombi lako limefika kwa mkopeshaji. Namba ya kumbukumbu: { $reference }. Piga tena kuona limefikia wapi.
