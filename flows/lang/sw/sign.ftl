# Mkataba: kuusoma, kisha kuusaini au la.
sign-shown = { $address ->
        [none] Mkataba wa mkopo wako { $reference } uko tayari. Mwombe mkopeshaji nakala, na uusome kabla ya kusaini.
       *[other] Huu ni mkataba wa mkopo wako { $reference }. Tafadhali usome wote kabla ya kusaini: { $address }
    }

    { $about_amount ->
        [none] {""}
       *[other] Unahusu { MONEY($about_amount, $currency) }{ $about_count ->
            [one] {" "}kwa awamu moja
           *[other] {" "}kwa awamu { $about_count }
        }{ $about_total ->
            [none] {""}
           *[other] , na jumla utakayolipa ni { MONEY($about_total, $currency) }
        }.{" "}
    }Kwa sahihi yako unakubali yaliyomo, na mkopeshaji anaweza kulipa mkopo.{ $agreement_sent ->
        [sms] {" "}Kiungo kinakuja kwako kwa SMS.
        [unsent] {" "}SMS haiwezi kutumwa sasa.
        [file] {" "}Hati iko hapa kwenye mazungumzo haya.
        [unfetched] {" "}Hati haiwezi kutumwa hapa sasa. Fungua kiungo badala yake, au mwombe mkopeshaji nakala.
       *[none] {""}
    }
    .ussd = { $agreement_sent ->
        [sms] Kiungo kinakuja kwa SMS. Soma mkataba wa mkopo { $reference } kabla ya kuusaini.
        [unsent] SMS haiwezi kutumwa sasa. Soma mkataba wa mkopo { $reference } kabla ya kuusaini.
        [file] Mkataba wa mkopo { $reference } uko kwenye Telegram yako. Usome kwanza, kisha usaini.
       *[none] Mkataba wa mkopo { $reference }{ $about_amount ->
            [none] {" "}uko tayari
           *[other] , { MONEY($about_amount, $currency) } kwa awamu { $about_count }, uko tayari
        }. Usome kwanza, kisha usaini.
    }
    .sign = Nimeusoma na ninasaini
    .sign-ussd = Nimesoma: saini
    .file = Nitumie hati yenyewe
    .file-ussd = Hati
    .sms = Nitumie kiungo kwa SMS
    .sms-ussd = Kiungo kwa SMS
    .no = Sisaini
sign-unready = Mkopeshaji hakuweza kupokea sahihi yako sasa. Hakuna kilichopotea: unaweza kujaribu tena, hata baadaye, kwenye “Mkopo wangu”.
    .ussd = Mkopeshaji hakuweza kupokea sahihi yako sasa. Jaribu tena, au baadaye kwenye Mkopo wangu.
    .again = Jaribu tena
    .menu = Menyu kuu
sign-unsigned = Hujasaini. Bila sahihi yako hakuna kinacholipwa na hudaiwi chochote kwa mkataba huu. Bado unaweza kusaini kwenye “Mkopo wangu”, au mwambie mkopeshaji kwamba hutaki mkopo.
    .ussd = Hujasaini, hivyo hakuna kinacholipwa. Bado unaweza kusaini kwenye Mkopo wangu, au mwambie mkopeshaji hutaki mkopo.
sign-done = Mkataba wa mkopo wako { $reference } umesainiwa. Unaweza kuona hali ya mkopo wako kwenye “Mkopo wangu”.
    .ussd = Mkataba wa mkopo { $reference } umesainiwa. Ona hali yake kwenye Mkopo wangu.
sign-next = Mkataba wa mkopo wako { $reference } umesainiwa. Kinachofuata: jinsi awamu zinavyolipwa, kisha kulipwa kwa mkopo.
    .ussd = Mkataba wa mkopo { $reference } umesainiwa. Kinachofuata ni awamu, kisha kulipwa.
    .on = Endelea
    .claim = Kwanza lipa mwingine kutoka kwenye mkopo
    .claim-ussd = Kwanza lipa mwingine
    .menu = Menyu kuu
