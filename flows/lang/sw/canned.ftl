# Ambayo wafanyakazi wameyaandaa kumwambia mkopaji. Maneno mafupi hutumwa kwa SMS.
canned-hello = Habari, mimi ni mfanyakazi wa mkopeshaji. Nimesoma mazungumzo yako hadi sasa, na nitakusaidia kuanzia hapa.
canned-wait = Asante kwa uvumilivu wako. Ninalifuatilia jambo hili, na nitakuandikia tena mara nitakapojua zaidi.
canned-documents = Ili kuendelea tunahitaji picha za nyaraka zako: kitambulisho, hati ya mshahara ya hivi karibuni na taarifa ya benki. Unaweza kuzituma kupitia menyu: chagua “Nyaraka zangu”.
    .ussd = Ili kuendelea tunahitaji picha za kitambulisho, hati ya mshahara na taarifa ya benki. Nenda kwenye menyu, chagua Nyaraka zangu.
canned-id_photo = Picha ya kitambulisho chako haisomeki vizuri. Tafadhali piga nyingine: kilaze kitambulisho mahali penye mwanga mzuri, bila kutumia flashi, pembe zote nne zionekane.
    .ussd = Picha ya kitambulisho chako haisomeki vizuri. Tafadhali piga nyingine penye mwanga mzuri, pembe zote nne zionekane.
canned-payslip = Tafadhali tutumie hati yako ya mshahara ya hivi karibuni, ukurasa wote, ili jina, tarehe na mshahara halisi visomeke.
canned-statement = Tafadhali tutumie taarifa yako ya benki ya miezi mitatu iliyopita, kila ukurasa, ili jina na namba ya akaunti visomeke.
canned-otp_never = Kwa usalama wako: usimpe mtu yeyote PIN yako, nenosiri lako wala msimbo uliotumwa kwa SMS. Hata mimi: hakuna mfanyakazi wetu atakayekuomba kamwe.
    .ussd = Kwa usalama wako: usimpe mtu yeyote PIN, nenosiri wala msimbo wa SMS, hata sisi. Hatuuombi kamwe.
canned-branch = Jambo hili ni bora tulizungumze ana kwa ana. Tafadhali njoo kwenye tawi la mkopeshaji, na uje na kitambulisho chako.
canned-thanks = Asante, hayo tu ndiyo tuliyohitaji. Huna kitu kingine cha kufanya kwa sasa.
canned-closing = Kama huna swali lingine, sasa nitakuacha na msaidizi wa mtandaoni. Unaweza kumwomba mtu tena wakati wowote. Siku njema!
