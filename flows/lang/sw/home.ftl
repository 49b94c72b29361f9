home-menu = Ungependa kufanya nini?
    .ussd = Mikopo. Ungependa kufanya nini?
    .apply = Omba mkopo
    .mine = Mkopo wangu
    .language = Lugha / Language
    .help = Msaada
    .papers = Nyaraka zangu
    .person = Zungumza na mtu
    .messages =
    { $new_messages ->
        [0] Ujumbe
       *[other] Ujumbe ({ $new_messages })
    }
    .data = Data zangu
home-again = Karibu tena. Bado hujamaliza. Ungependa kuendelea?
    .ussd = Karibu tena. Bado hujamaliza.
    .continue = Endelea
    .over = Anza upya
home-language = Choose your language. / Chagua lugha yako.
    .ussd = Choose a language / Chagua lugha
    .en = English
    .sw = Kiswahili
home-help =
    Hapa unaweza kuomba mkopo, hatua kwa hatua, na kuona ombi lako limefikia wapi. Unaweza kusitisha wakati wowote: hakuna kinachopotea, na ukirudi unaendelea pale ulipoishia.

    Hatuulizi kamwe namba ya siri ya kadi yako ya benki.
    .ussd = Omba hapa hatua kwa hatua. Ukirudi unaendelea ulipoishia. Hatuulizi kamwe namba yako ya siri ya benki.
    .menu = Menyu kuu
    .reminders = Vikumbusho vya malipo
    .person = Zungumza na mtu
    .person-ussd = Mtu
home-cancel = Ungependa kusitisha hapa na kufuta ambacho bado hujatuma?
    .ussd = Ungependa kusitisha na kufuta ambacho hujatuma?
    .stop = Ndiyo, sitisha
    .on = Hapana, endelea
home-stopped = Umesitisha. Ambacho hukutuma kimefutwa.
    .ussd = Umesitisha. Ambacho hukutuma kimefutwa.
home-trouble = Mkopeshaji hakuweza kupokea hili. Hakuna kilichotumwa mara mbili na hakuna kilichopotea. Unaweza kubadilisha jibu lako na kujaribu tena, au kwenda menyu kuu.
    .ussd = Mkopeshaji hakuweza kupokea hili. Hakuna kilichopotea.
    .again = Jaribu tena
    .menu = Menyu kuu
    .person = Zungumza na mtu
home-often = Mtu mmoja anaweza kuomba hili kwa mkopeshaji mara chache tu kwa siku, na kwa leo zimekwisha. Hakuna kilichopotea. Tafadhali jaribu tena kesho.
    .ussd = Hili linaweza kuombwa mara chache tu kwa siku. Hakuna kilichopotea: tafadhali jaribu tena kesho.
    .menu = Menyu kuu
    .person = Zungumza na mtu
home-doubt = Hatukuweza kujua kwa hakika kama mkopeshaji amefanya hili. Tafadhali usiombe tena kwanza. Lazima mtu aliangalie: tafadhali zungumza na mkopeshaji.
    .ussd = Hatuna hakika kama mkopeshaji amefanya hili. Usiombe tena kwanza: tafadhali zungumza na mkopeshaji.
    .menu = Menyu kuu
    .person = Zungumza na mtu
