# Wengine wanaolipwa kutoka kwenye mkopo.
claim-none = Mkopeshaji hatuambii sasa nani anaweza kulipwa kutoka kwenye mkopo wako. Hakuna kilichofanyika: tafadhali jaribu tena baadaye, au zungumza na mkopeshaji.
    .ussd = Mkopeshaji hatuambii sasa nani anaweza kulipwa. Jaribu baadaye, au zungumza naye.
    .loan = Mkopo wangu
    .menu = Menyu kuu
claim-doubt = Ombi lako la mwisho huenda limemfikia mkopeshaji, na hatukuweza kujua kwa hakika. Tafadhali zungumza na mkopeshaji kabla ya kuomba malipo mengine, ili mtu asilipwe mara mbili.
    .ussd = Ombi lako la mwisho huenda limemfikia mkopeshaji. Zungumza naye kwanza, ili mtu asilipwe mara mbili.
    .settled = Tayari, endelea
    .menu = Menyu kuu
claim-beneficiary_name = { $beneficiary_part ->
        [none] Mkopeshaji amlipe nani moja kwa moja kutoka kwenye mkopo wako? Wapo { $beneficiary_count } wa kuchagua: andika sehemu ya jina.
       *[other] Hakuna kwenye orodha ya mkopeshaji mwenye “{ $beneficiary_part }” katika jina. Tafadhali andika sehemu nyingine ya jina, pengine fupi zaidi.
    }
    .ussd = { $beneficiary_part ->
        [none] Nani alipwe kutoka kwenye mkopo wako? Andika sehemu ya jina.
       *[other] Hakuna mwenye jina hilo. Andika sehemu nyingine ya jina, pengine fupi zaidi.
    }
claim-beneficiary = Mkopeshaji amlipe nani moja kwa moja kutoka kwenye mkopo wako?{ $beneficiary_part ->
        [none] {""}
       *[other] { $beneficiary_count ->
            [1] {""}
           *[other] {" "}{ $beneficiary_count } wana “{ $beneficiary_part }” katika jina; kama wako hayupo hapa, tafuta kwa sehemu ndefu zaidi ya jina.
        }
    }
    .ussd = Nani alipwe kutoka kwenye mkopo wako?
    .search = Jina lingine
    .loan = Mkopo wangu
claim-claim_amount = { $beneficiary_label } alipwe kiasi gani?{ $claim_told ->
        [exact] {" "}Kwenye mkopo wako imebaki { MONEY($claim_most, $currency) }.
        [most] {" "}Kisizidi { MONEY($claim_most, $currency) }.
       *[none] {""}
    }
    .ussd = Kiasi gani?{ $claim_told ->
        [exact] {" "}Imebaki { MONEY($claim_most, $currency) }.
        [most] {" "}Kisizidi { MONEY($claim_most, $currency) }.
       *[none] {""}
    }
claim-referenced = Je, { $beneficiary_label } anahitaji kumbukumbu ili ajue malipo ni ya nini, kama namba ya mwanafunzi au ya akaunti?
    .ussd = Je, kuna kumbukumbu, kama namba ya mwanafunzi au ya akaunti?
    .yes = Ndiyo
    .no = Hapana
claim-claim_reference = Tafadhali andika kumbukumbu, kama ilivyo kwenye barua au ankara yao.
    .ussd = Andika kumbukumbu, kama ilivyo kwenye barua au ankara yao.
claim-sure =
    Tafadhali hakiki. Mkopeshaji analipa kutoka kwenye mkopo wako { $reference }:

    Kwa: { $beneficiary_label }
    Kiasi: { MONEY($claim_amount, $currency) }{ $referenced ->
        [yes] {"\u000A"}Kumbukumbu: { $claim_reference }
       *[no] {""}
    }

    { $claim_told ->
        [exact] Unabakiwa na { MONEY(LESS($claim_most, $claim_amount), $currency) }.
        [most] Unabakiwa na { MONEY(LESS($claim_most, $claim_amount), $currency) } au pungufu.
       *[none] Wewe unalipwa kinachobaki.
    } Hata hivyo unalipa mkopo wote.
    .ussd = Mlipe { $beneficiary_label } { MONEY($claim_amount, $currency) }{ $referenced ->
        [yes] , kumb. { $claim_reference }
       *[no] {""}
    }?{ $claim_told ->
        [exact] {" "}Utabakiwa na { MONEY(LESS($claim_most, $claim_amount), $currency) }.
        [most] {" "}Utabakiwa na { MONEY(LESS($claim_most, $claim_amount), $currency) } au pungufu.
       *[none] {""}
    }
    .yes = Ndiyo, alipwe
    .yes-ussd = Ndiyo
    .change = Kiasi kingine
    .change-ussd = Badili
    .no = Hapana
claim-declined = Mkopeshaji hakupokea hili, na hakuna anayelipwa kwa ajili yake.{ $reason ->
        [none] {""}
       *[other] {" "}Sababu yake: { $reason }.
    }
    .ussd = Mkopeshaji hakupokea hili.{ $reason ->
        [none] {""}
       *[other] {" "}Sababu: { $reason }.
    }
    .change = Jaribu mwingine
    .loan = Mkopo wangu
    .menu = Menyu kuu
claim-done = Imesajiliwa: { MONEY($claim_amount, $currency) } ya mkopo wako { $reference } inakwenda kwa { $beneficiary_label }.{ $remaining ->
        [none] {""}
       *[other] {" "}Umebakiwa na { MONEY($remaining, $currency) }.
    } Mkopeshaji anailipa wakati anapotoa mkopo.
    .ussd = Imesajiliwa: { MONEY($claim_amount, $currency) } inakwenda kwa { $beneficiary_label }.{ $remaining ->
        [none] {""}
       *[other] {" "}Umebakiwa na { MONEY($remaining, $currency) }.
    }
    .another = Lipa mwingine
    .loan = Mkopo wangu
    .menu = Menyu kuu
