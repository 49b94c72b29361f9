# Kumwomba mtu, kumsubiri, kuzungumza naye.
person-how = Mtu anaweza kukusaidia. Ungependa nini?
    .ussd = Mtu anaweza kukusaidia. Ungependa nini?
    .write = Andika ujumbe
    .call = Nipigiwe simu
person-talk =
    { $desk ->
        [staff] Unazungumza na { $desk_by }. Andika hapa, au tuma picha: { $desk_by } anasoma.
        [closed] Hakuna mtu sasa.{ $desk_opens ->
            [none] {""}
           *[other] {" "}Tutarudi { WHEN($desk_opens) }.
        } { $desk_call ->
            [none] Andika inahusu nini: atakayefika kwanza atasoma na kukujibu hapa. Huhitaji kusubiri.
           *[other] Tutakupigia simu { $desk_call ->
                [morning] asubuhi
                [afternoon] mchana
               *[soon] mapema iwezekanavyo
            }. Ukipenda, andika inahusu nini.
        }
       *[open] { $desk_call ->
            [none] Tumemwomba mtu aje. Wewe ni namba { $desk_place } kwenye foleni. Andika inahusu nini: atasoma atakapofika.
           *[other] Tutakupigia simu { $desk_call ->
                [morning] asubuhi
                [afternoon] mchana
               *[soon] mapema iwezekanavyo
            }. Huhitaji kusubiri hapa; ukipenda, andika inahusu nini.
        }
    }

    { $desk ->
        [staff] {""}
       *[other] Saa za kazi: { HOURS($desk_weekly) }.
    }
    .ussd =
    { $desk ->
        [staff] Unazungumza na { $desk_by }. Andika ujumbe:
        [closed] Hakuna mtu sasa{ $desk_opens ->
            [none] {""}
           *[other] {" "}hadi { WHEN($desk_opens) }
        }. Andika ujumbe:
       *[open] Wewe ni namba { $desk_place } kwenye foleni. Andika ujumbe:
    }
    .bot = ⬅ Rudi kwa msaidizi
    .bot-ussd = Acha kuomba mtu
    .call = 📞 Nipigieni simu
    .call-ussd = Nipigiwe simu
    .messages = Ujumbe
    .menu = Menyu kuu
person-call = Tukupigie simu lini, kwa namba hii na ndani ya saa za kazi?
    .ussd = Tukupigie simu lini?
    .soon = Mapema iwezekanavyo
    .morning = Asubuhi
    .afternoon = Mchana
person-message = Tafadhali andika ujumbe wako. Mtu atausoma na kujibu kwa SMS.
    .ussd = Andika ujumbe wako. Mtu atajibu kwa SMS.
person-left =
    { $desk_call ->
        [none] Mtu atasoma ujumbe wako na kujibu kwa SMS; jibu litakuwa pia chini ya Ujumbe kwenye menyu.
       *[other] Tutakupigia simu { $desk_call ->
            [morning] asubuhi
            [afternoon] mchana
           *[soon] mapema iwezekanavyo
        } kwa namba hii.
    } Saa za kazi: { HOURS($desk_weekly) }.
    .ussd =
    { $desk_call ->
        [none] Asante. Jibu litakuja kwa SMS na chini ya Ujumbe.
       *[other] Asante. Tutakupigia simu { $desk_call ->
            [morning] asubuhi
            [afternoon] mchana
           *[soon] mapema iwezekanavyo
        }.
    } { HOURS($desk_weekly, dash: "-") }
person-messages =
    { $messages ->
        [none] Bado hakuna aliyejibu.
       *[other] { $messages }
    }
    .ussd =
    { $messages ->
        [none] Bado hakuna aliyejibu.
       *[other] { $messages }
    }
    .reply = Jibu
    .menu = Menyu kuu
