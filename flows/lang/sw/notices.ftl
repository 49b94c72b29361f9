# Kusimamisha vikumbusho na kuvianzisha tena.
notices-reminders = Tunakukumbusha siku chache kabla ya tarehe ya malipo, na malipo yakichelewa. Matokeo ya ombi lako na ya mkopo wako tunakuambia kila mara.
    .ussd = Tunakukumbusha kabla ya tarehe ya malipo, na yakichelewa.
    .stop = Simamisha vikumbusho
    .menu = Menyu kuu
    .sms = SMS za mkopo wangu
notices-paused = Vikumbusho vya malipo vimesimamishwa. Matokeo ya ombi lako na ya mkopo wako bado tunakuambia. Malipo yako yanabaki kwa tarehe zake.
    .ussd = Vikumbusho vimesimamishwa. Malipo yanabaki kwa tarehe zake.
    .start = Nikumbushe tena
    .menu = Menyu kuu
    .sms = SMS za mkopo wangu
notices-stopped = Hatutakukumbusha malipo tena. Yanabaki kwa tarehe zake. Unaweza kuanzisha vikumbusho tena wakati wowote: /reminders
    .ussd = Hatutakukumbusha malipo tena. Yanabaki kwa tarehe zake. Kuanza tena: Msaada, Vikumbusho vya malipo.
notices-started = Tutakukumbusha malipo tena.

# Kusimamisha SMS na kuzianzisha tena.
notices-sms = Tunakutumia SMS kuhusu mkopo wako kama huna mazungumzo nasi kwenye Telegram, au ujumbe wetu haukufikii huko. Ukizisimamisha, bado tutakutumia unayopaswa kujua: uamuzi kuhusu ombi lako, mkopo wako unapoanza na unapolipwa wote, na ambacho benki yako haikufanya.
    .ussd = Tunakutumia SMS kuhusu mkopo wako. Ukizisimamisha, unayopaswa kujua bado yatakuja.
    .stop = Simamisha SMS
    .menu = Menyu kuu
notices-sms_paused = SMS kuhusu mkopo wako zimesimamishwa. Unayopaswa kujua bado tunakutumia: uamuzi kuhusu ombi lako, mkopo wako unapoanza na unapolipwa wote, na ambacho benki yako haikufanya.
    .ussd = SMS kuhusu mkopo wako zimesimamishwa. Unayopaswa kujua bado yatakuja.
    .start = Nitumie SMS tena
    .menu = Menyu kuu
notices-sms_stopped = Hatutakutumia tena SMS kuhusu mkopo wako, isipokuwa unayopaswa kujua. Majibu na vikumbusho utavipata kwenye mazungumzo yetu ya Telegram, kama unayo. Unaweza kuanzisha SMS tena wakati wowote: /reminders
    .ussd = Hatutakutumia tena SMS kuhusu mkopo, isipokuwa unayopaswa kujua. Malipo yanabaki kwa tarehe zake. Kuanza tena: Msaada, Vikumbusho vya malipo.
notices-sms_started = Tutakutumia tena SMS kuhusu mkopo wako.

# Tunayowaambia bila kuulizwa. Maneno mafupi ni SMS: wengine wanaweza kuisoma simu hiyo, kwa hiyo hakuna kiasi wala jina.
notice-approved = Habari njema: ombi lako { $reference } limekubaliwa. Andika /menu na uchague “Mkopo wangu” kuona kinachofuata.
    .ussd = Ombi lako { $reference } limekubaliwa. Piga tena na uchague Mkopo wangu ili kuendelea.
notice-declined = Mkopeshaji ameamua kutolikubali ombi lako { $reference }. Hudaiwi chochote. Kusoma sababu, au kumwomba mtu aangalie tena, andika /menu na uchague “Mkopo wangu”.
    .ussd = Kuna uamuzi kuhusu ombi lako { $reference }. Piga tena na uchague Mkopo wangu ulisome.
notice-activated = Mkopo wako { $reference } sasa umeanza. Andika /menu na uchague “Mkopo wangu” kuona hali yake.
    .ussd = Mkopo wako { $reference } sasa umeanza. Piga tena na uchague Mkopo wangu kuona hali yake.
notice-paid_out = Pesa za mkopo wako { $reference } zimetumwa. Huenda ikachukua siku moja kuziona kwenye akaunti yako.
    .ussd = Pesa za mkopo wako { $reference } zimetumwa. Zinaweza kuchukua siku moja kufika.
notice-mandate_rejected = Benki yako haikupata kibali chako cha kukata malipo ya mkopo wako { $reference }. Hakuna kilichopotea: andika /menu na uchague “Mkopo wangu”, au zungumza na mkopeshaji ili uulizwe tena.
    .ussd = Benki haikupata kibali chako cha kukata malipo ya mkopo { $reference }. Piga tena, au zungumza na mkopeshaji.
notice-payout_failed = Pesa za mkopo wako { $reference } hazikuweza kutumwa. Hakuna kilichopotea: andika /menu na uchague “Mkopo wangu” kutoa akaunti nyingine, au zungumza na mkopeshaji.
    .ussd = Pesa za mkopo wako { $reference } hazikuweza kutumwa. Piga tena na uchague Mkopo wangu, au zungumza na mkopeshaji.
notice-due_soon = Kikumbusho: malipo yanayofuata ya mkopo wako { $reference }{ $amount ->
        [none] {""}
       *[other] , { MONEY($amount, $currency) },
    } ni tarehe { DAY($due) }. Kusimamisha vikumbusho: /reminders
    .ussd = Mkopo { $reference }: malipo ni tarehe { DAY($due) }. Kusimamisha vikumbusho piga, kisha Msaada, Vikumbusho vya malipo.
notice-overdue = Malipo ya mkopo wako { $reference } yaliyotakiwa kufikia { DAY($due) } hayajafika. Tafadhali usiwe na wasiwasi: zungumza na mkopeshaji, na ulipe unachoweza. Ukiwahi, mengi yanaweza kupangwa. Kusimamisha vikumbusho: /reminders
    .ussd = Mkopo { $reference }: malipo yamechelewa. Zungumza na mkopeshaji mapema. Kusimamisha vikumbusho piga: Msaada, Vikumbusho vya malipo.
notice-settled = Mkopo wako { $reference } umelipwa wote. Hudaiwi tena chochote. Asante!
    .ussd = Mkopo wako { $reference } umelipwa wote. Asante!
