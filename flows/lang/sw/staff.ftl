# Wanachosoma wafanyakazi kwenye kundi lao, na wanachosoma wakopaji kuwahusu.
staff-card =
    { $name }
    Simu: { $phone }
    Lugha: { $language }. { $channel ->
        [telegram] Anaongea kwa Telegram; majibu yanabaki kwenye mazungumzo.
       *[other] Simu yake haina mazungumzo; majibu yanakwenda kwa SMS.
    }
    { $reference ->
        [none] {""}
       *[other] Ombi: { $reference }
    }
    { $at ->
        [none] {""}
       *[other] Yuko kwenye: { $at }
    }
    { $last ->
        [none] {""}
       *[other] Alisema kabla:
        { $last }
    }
    { $documents ->
        [none] {""}
       *[other] Nyaraka: { $documents }
    }
    { $loan ->
        [none] {""}
       *[other] Mkopo: { $loan }
    }
    { $call ->
        [none] {""}
       *[other] 📞 Anataka kupigiwa simu { $call ->
            [morning] asubuhi
            [afternoon] mchana
           *[soon] mapema iwezekanavyo
        }.
    }
    { $owner ->
        [waiting] ⏳ Anasubiri tangu { $since }.
        [staff] 🟢 { $by } ana mazungumzo haya.
       *[other] ⚪ Yuko na bot.
    }
staff-nobody = Mkopaji
staff-document-missing =
    { $kind ->
        [payslip] hati ya mshahara
        [bank_statement] taarifa ya benki
       *[id] kitambulisho
    }: bado
staff-document-here =
    { $kind ->
        [payslip] hati ya mshahara
        [bank_statement] taarifa ya benki
       *[id] kitambulisho
    }: kwa mkopeshaji
staff-take = ✋ Chukua
staff-back = ↩️ Rudisha kwa bot
staff-close = ✅ Funga
staff-call = 📞 Piga simu
staff-erase = Mtu huyu ameomba data zake zifutwe, na mada hii haikuweza kufutwa na bot. Tafadhali ifuteni kwa mkono.
staff-review = 🔁 { $name } anaomba mtu aangalie tena kilichokataliwa. { $text }
staff-said = 👤 { $name }: { $text }
staff-edited = 👤 { $name } ✏️: { $text }
staff-shown = 👤 { $name }
staff-lost = ℹ️ { $name } ametuma kitu ambacho hakikuweza kupitishwa. Mwombe tena.
staff-left = ℹ️ { $name } amerudi kwa bot.
staff-waits = ⏰ { $name } bado anasubiri: hakuna aliyechukua mazungumzo haya.
staff-bot = 🤖 Ukiwa na mazungumzo haya bot haisemi: { $text }
staff-theirs = { $by } ana mazungumzo haya. Unachoandika kinabaki hapa. /close au /back huyarudisha kwa bot, kisha unaweza kuyachukua.
staff-yours = Tayari una mazungumzo haya.
staff-take-first = Haijatumwa: hakuna aliye na mazungumzo haya. Yachukue kwanza, kisha andika tena.
staff-free = Hakuna aliye na mazungumzo haya.
staff-noted = Imeandikwa. Mkopaji haioni.
staff-empty = Iandike baada ya amri: /note atapiga simu kesho
staff-names = Hakuna sentensi hiyo. Zipo: { $names }. Kwa mfano: /say hello
staff-commands = Hakuna amri hiyo. Zipo: /take /back /close /call /note /activate /say
staff-no-file = Haijatumwa: simu ya mkopaji huyu haina mazungumzo. Tuma maneno; yanakwenda kwa SMS.
staff-no-edit = SMS haiwezi kubadilishwa. Tuma ujumbe mwingine.
staff-anonymous = Haijafanyika: unaandika kama kundi. Zima "Remain anonymous" katika haki zako za msimamizi, ili kila mtu ajue nani ana mazungumzo.
staff-gone = Data ya mkopaji huyu ilifutwa. Hakuna kinachoweza kutumwa tena.
staff-activating = Mkopeshaji ameombwa kuamilisha. Matokeo yatasemwa hapa.
staff-not-activated = Haijaombwa: { $why }.
staff-no-phone = Hatujui namba ya mkopaji huyu.
staff-joins = { $by } yuko hapa sasa na anasoma unachoandika. Msaidizi yuko kimya kwa sasa.
staff-leaves = { $by } amekurudisha kwa msaidizi. Unaweza kuomba mtu tena wakati wowote: /person
staff-closes = { $by } amefunga mazungumzo haya. Unaweza kuomba mtu tena wakati wowote: /person
staff-says = 🧑‍💼 { $by }: { $text }
staff-shows = 🧑‍💼 { $by }
staff-sms = { $by }: { $text }
staff-unclaimed = Bado hakuna aliyeweza kuja; samahani. Ulichoandika tunacho. Ungependa kupigiwa simu, au kusubiri kidogo zaidi?
    .ussd = Bado hakuna aliyeweza kujibu; samahani. Ujumbe wako tunao. Piga tena ukitaka kupigiwa simu.
staff-unreached = Mkopaji hapatikani: namba yake haipokei SMS. Ulichoandika kinasubiri kwenye menyu yake.
staff-by-sms = Mazungumzo ya mkopaji hayapokei kitu kutoka kwetu: ulichoandika kimekwenda kwa SMS.
