# Maneno yanayoonekana kwenye skrini nyingi.
way-back = ⬅ Rudi
    .ussd = Rudi
way-more = Zaidi
way-menu = Menyu kuu
way-late = Bado tunalifanyia kazi. Hakuna kilichopotea. Tutakujulisha mara tu jibu litakapofika, au angalia tena baada ya dakika moja.
    .ussd = Bado tunalifanyia kazi. Hakuna kilichopotea. Angalia tena sasa, au piga tena baada ya dakika chache.
    .again = Angalia tena
way-code = { $code } ni msimbo wako wa kuendelea na mazungumzo ya mkopo kwenye Telegram. Usimpe mtu yeyote; hatuuombi kamwe kwa simu.
way-news = Kuna jibu lako. Piga tena ulisome, au angalia kwenye mazungumzo yetu.
way-commands =
    .start = Anza, au endelea ulipoishia
    .menu = Menyu kuu
    .language = Badilisha lugha
    .help = Unachoweza kufanya hapa
    .cancel = Simama, na utupe ambacho hujatuma
way-photos = Tuma picha za nyaraka zako hapa, ndani ya siku moja. Kiungo hiki ni chako peke yako: { $address }
way-chat = Tuma picha za nyaraka zako kwenye mazungumzo yetu ya Telegram: { $address }
