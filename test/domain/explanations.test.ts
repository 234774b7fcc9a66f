import { describe, expect, it } from 'vitest'
import { explanationOf } from '../../lib/domain/explanations/explanation-of.ts'
import type { FiguresOf } from '../../lib/domain/explanations/figures.ts'
import { LANGUAGES, type Language } from '../../lib/domain/language.ts'
import { reconcile } from '../../lib/domain/reconcile.ts'
import { RULES, type Rule } from '../../lib/domain/report.ts'
import { certificateRun, district, policy, register, SATURDAY, tokenRun } from '../support/district.ts'

type Example = { [R in Rule]: readonly [R, FiguresOf[R], Readonly<Record<Language, string>>] }[Rule]

/** Each rule, of one and of many, as an officer reads it. */
const EXAMPLES: readonly Example[] = [
  [
    'certificate-without-token',
    { count: 1, certificates: 1 },
    {
      en: '1 of 1 certificate has no token.',
      hi: '1 प्रमाणपत्र में से 1 का कोई टोकन नहीं है।',
      mr: '1 प्रमाणपत्रापैकी 1 साठी टोकन नाही.',
    },
  ],
  [
    'certificate-without-token',
    { count: 1, certificates: 3 },
    {
      en: '1 of 3 certificates has no token.',
      hi: '3 प्रमाणपत्रों में से 1 का कोई टोकन नहीं है।',
      mr: '3 प्रमाणपत्रांपैकी 1 साठी टोकन नाही.',
    },
  ],
  [
    'certificate-without-token',
    { count: 16, certificates: 71 },
    {
      en: '16 of 71 certificates have no token.',
      hi: '71 प्रमाणपत्रों में से 16 का कोई टोकन नहीं है।',
      mr: '71 प्रमाणपत्रांपैकी 16 साठी टोकन नाही.',
    },
  ],
  [
    'certificates-exceed-tokens',
    { count: 1, certificates: 5 },
    {
      en: 'Counted beside tokens or certificates without a reference, 1 of 5 certificates has no token; which of them cannot be told.',
      hi: 'बिना संदर्भ आईडी वाले टोकनों या प्रमाणपत्रों के साथ गिनने पर 5 प्रमाणपत्रों में से 1 का कोई टोकन नहीं है; यह नहीं बताया जा सकता कि वह कौन-सा है।',
      mr: 'संदर्भ क्रमांक नसलेली टोकन किंवा प्रमाणपत्रे धरून मोजता 5 प्रमाणपत्रांपैकी 1 साठी टोकन नाही; ते कोणते हे सांगता येत नाही.',
    },
  ],
  [
    'certificates-exceed-tokens',
    { count: 2, certificates: 5 },
    {
      en: 'Counted beside tokens or certificates without a reference, 2 of 5 certificates have no token; which of them cannot be told.',
      hi: 'बिना संदर्भ आईडी वाले टोकनों या प्रमाणपत्रों के साथ गिनने पर 5 प्रमाणपत्रों में से 2 का कोई टोकन नहीं है; यह नहीं बताया जा सकता कि वे कौन-से हैं।',
      mr: 'संदर्भ क्रमांक नसलेली टोकन किंवा प्रमाणपत्रे धरून मोजता 5 प्रमाणपत्रांपैकी 2 साठी टोकन नाही; ती कोणती हे सांगता येत नाही.',
    },
  ],
  [
    'no-token-sheet',
    { count: 1, ground: null },
    {
      en: 'No token sheet came by the cut-off, and 1 certificate cannot be compared with one.',
      hi: 'समय-सीमा तक टोकन शीट नहीं आई, इसलिए 1 प्रमाणपत्र का मिलान नहीं हो सकता।',
      mr: 'अंतिम वेळेपर्यंत टोकन शीट आली नाही, त्यामुळे 1 प्रमाणपत्राची तुलना करता येत नाही.',
    },
  ],
  [
    'no-token-sheet',
    { count: 71, ground: { kind: 'unplanned' } },
    {
      en: 'No token sheet came by the cut-off, and 71 certificates cannot be compared with one. Bookings were given for the date, and none for this centre: no session was planned.',
      hi: 'समय-सीमा तक टोकन शीट नहीं आई, इसलिए 71 प्रमाणपत्रों का मिलान नहीं हो सकता। उस तारीख़ की बुकिंग दी गई थी, पर इस केंद्र की कोई नहीं: यहाँ कोई सत्र तय नहीं था।',
      mr: 'अंतिम वेळेपर्यंत टोकन शीट आली नाही, त्यामुळे 71 प्रमाणपत्रांची तुलना करता येत नाही. त्या तारखेची बुकिंग आली होती, पण या केंद्राची एकही नव्हती: येथे सत्र ठरलेले नव्हते.',
    },
  ],
  [
    'no-token-sheet',
    { count: 71, ground: { kind: 'overdue', days: 1 } },
    {
      en: 'No token sheet came by the cut-off, and 71 certificates cannot be compared with one. It is still missing 1 day after the cut-off.',
      hi: 'समय-सीमा तक टोकन शीट नहीं आई, इसलिए 71 प्रमाणपत्रों का मिलान नहीं हो सकता। समय-सीमा के 1 दिन बाद भी वह नहीं आई है।',
      mr: 'अंतिम वेळेपर्यंत टोकन शीट आली नाही, त्यामुळे 71 प्रमाणपत्रांची तुलना करता येत नाही. अंतिम वेळेनंतर 1 दिवस झाला तरी ती आलेली नाही.',
    },
  ],
  [
    'no-token-sheet',
    { count: 71, ground: { kind: 'overdue', days: 2 } },
    {
      en: 'No token sheet came by the cut-off, and 71 certificates cannot be compared with one. It is still missing 2 days after the cut-off.',
      hi: 'समय-सीमा तक टोकन शीट नहीं आई, इसलिए 71 प्रमाणपत्रों का मिलान नहीं हो सकता। समय-सीमा के 2 दिन बाद भी वह नहीं आई है।',
      mr: 'अंतिम वेळेपर्यंत टोकन शीट आली नाही, त्यामुळे 71 प्रमाणपत्रांची तुलना करता येत नाही. अंतिम वेळेनंतर 2 दिवस झाले तरी ती आलेली नाही.',
    },
  ],
  [
    'certificate-for-deferred-token',
    { count: 1 },
    {
      en: '1 certificate was issued to a person whose token says deferred or left.',
      hi: '1 प्रमाणपत्र ऐसे व्यक्ति को जारी हुआ जिसके टोकन पर "स्थगित" या "चले गए" लिखा है।',
      mr: 'ज्या व्यक्तीच्या टोकनवर "स्थगित" किंवा "निघून गेले" असे लिहिले आहे तिला 1 प्रमाणपत्र देण्यात आले.',
    },
  ],
  [
    'certificate-for-deferred-token',
    { count: 4 },
    {
      en: '4 certificates were issued to people whose tokens say deferred or left.',
      hi: '4 प्रमाणपत्र ऐसे लोगों को जारी हुए जिनके टोकन पर "स्थगित" या "चले गए" लिखा है।',
      mr: 'ज्या व्यक्तींच्या टोकनवर "स्थगित" किंवा "निघून गेले" असे लिहिले आहे त्यांना 4 प्रमाणपत्रे देण्यात आली.',
    },
  ],
  [
    'certificate-while-suspended',
    { count: 1 },
    {
      en: '1 certificate was issued while the centre was suspended.',
      hi: '1 प्रमाणपत्र केंद्र के निलंबन के दौरान जारी हुआ।',
      mr: 'केंद्र निलंबित असताना 1 प्रमाणपत्र देण्यात आले.',
    },
  ],
  [
    'certificate-while-suspended',
    { count: 80 },
    {
      en: '80 certificates were issued while the centre was suspended.',
      hi: '80 प्रमाणपत्र केंद्र के निलंबन के दौरान जारी हुए।',
      mr: 'केंद्र निलंबित असताना 80 प्रमाणपत्रे देण्यात आली.',
    },
  ],
  [
    'unknown-centre',
    { count: 1 },
    {
      en: '1 certificate was issued under a centre that the district does not know.',
      hi: '1 प्रमाणपत्र ऐसे केंद्र के नाम से जारी हुआ जो ज़िले की सूची में नहीं है।',
      mr: 'जिल्ह्याच्या यादीत नसलेल्या केंद्राच्या नावाने 1 प्रमाणपत्र देण्यात आले.',
    },
  ],
  [
    'unknown-centre',
    { count: 7 },
    {
      en: '7 certificates were issued under a centre that the district does not know.',
      hi: '7 प्रमाणपत्र ऐसे केंद्र के नाम से जारी हुए जो ज़िले की सूची में नहीं है।',
      mr: 'जिल्ह्याच्या यादीत नसलेल्या केंद्राच्या नावाने 7 प्रमाणपत्रे देण्यात आली.',
    },
  ],
  [
    'duplicate-certificate',
    { count: 1 },
    {
      en: '1 certificate repeats the person, dose and date of another one.',
      hi: '1 प्रमाणपत्र में वही व्यक्ति, खुराक और तारीख़ है जो किसी दूसरे प्रमाणपत्र में है।',
      mr: '1 प्रमाणपत्रात व्यक्ती, डोस आणि तारीख दुसऱ्या एका प्रमाणपत्राप्रमाणेच आहे.',
    },
  ],
  [
    'duplicate-certificate',
    { count: 7 },
    {
      en: '7 certificates repeat the person, dose and date of another one.',
      hi: '7 प्रमाणपत्रों में वही व्यक्ति, खुराक और तारीख़ है जो किसी दूसरे प्रमाणपत्र में है।',
      mr: '7 प्रमाणपत्रांमध्ये व्यक्ती, डोस आणि तारीख दुसऱ्या एका प्रमाणपत्राप्रमाणेच आहे.',
    },
  ],
  [
    'certificates-exceed-doses',
    { count: 1, certificates: 1, doses: 0 },
    {
      en: '1 certificate stands against 0 doses from the vials opened: 1 too many.',
      hi: 'खोली गई शीशियों की 0 खुराकों के सामने 1 प्रमाणपत्र है: 1 ज़्यादा।',
      mr: 'उघडलेल्या कुप्यांमधील 0 डोसच्या तुलनेत 1 प्रमाणपत्र आहे: 1 जास्त.',
    },
  ],
  [
    'certificates-exceed-doses',
    { count: 1, certificates: 2, doses: 1 },
    {
      en: '2 certificates stand against 1 dose from the vials opened: 1 too many.',
      hi: 'खोली गई शीशियों की 1 खुराक के सामने 2 प्रमाणपत्र हैं: 1 ज़्यादा।',
      mr: 'उघडलेल्या कुप्यांमधील 1 डोसच्या तुलनेत 2 प्रमाणपत्रे आहेत: 1 जास्त.',
    },
  ],
  [
    'certificates-exceed-doses',
    { count: 11, certificates: 71, doses: 60.1 + 0.2 },
    {
      en: '71 certificates stand against 60.3 doses from the vials opened: 11 too many.',
      hi: 'खोली गई शीशियों की 60.3 खुराकों के सामने 71 प्रमाणपत्र हैं: 11 ज़्यादा।',
      mr: 'उघडलेल्या कुप्यांमधील 60.3 डोसच्या तुलनेत 71 प्रमाणपत्रे आहेत: 11 जास्त.',
    },
  ],
  [
    'running-excess',
    { count: 1 },
    {
      en: 'At one moment 1 more certificate than tokens had been issued.',
      hi: 'एक समय जारी प्रमाणपत्रों की संख्या जारी टोकनों से 1 ज़्यादा थी।',
      mr: 'एका क्षणी दिलेल्या प्रमाणपत्रांची संख्या दिलेल्या टोकनपेक्षा 1 ने जास्त होती.',
    },
  ],
  [
    'running-excess',
    { count: 7 },
    {
      en: 'At one moment 7 more certificates than tokens had been issued.',
      hi: 'एक समय जारी प्रमाणपत्रों की संख्या जारी टोकनों से 7 ज़्यादा थी।',
      mr: 'एका क्षणी दिलेल्या प्रमाणपत्रांची संख्या दिलेल्या टोकनपेक्षा 7 ने जास्त होती.',
    },
  ],
  [
    'off-hours',
    { count: 1, opens: 540, closes: 1020, toleranceMinutes: 1 },
    {
      en: '1 certificate was issued outside the opening hours (09:00 to 17:00, with 1 minute of tolerance).',
      hi: '1 प्रमाणपत्र केंद्र खुला रहने के समय (09:00 से 17:00, 1 मिनट की छूट के साथ) के बाहर जारी हुआ।',
      mr: 'केंद्र उघडे असण्याच्या वेळेबाहेर (09:00 ते 17:00, 1 मिनिटाची सवलत धरून) 1 प्रमाणपत्र देण्यात आले.',
    },
  ],
  [
    'off-hours',
    { count: 4, opens: 1320, closes: 1440, toleranceMinutes: 60 },
    {
      en: '4 certificates were issued outside the opening hours (22:00 to 24:00, with 60 minutes of tolerance).',
      hi: '4 प्रमाणपत्र केंद्र खुला रहने के समय (22:00 से 24:00, 60 मिनट की छूट के साथ) के बाहर जारी हुए।',
      mr: 'केंद्र उघडे असण्याच्या वेळेबाहेर (22:00 ते 24:00, 60 मिनिटांची सवलत धरून) 4 प्रमाणपत्रे देण्यात आली.',
    },
  ],
  [
    'issue-burst',
    { count: 1, allowed: 0, minutes: 1 },
    {
      en: '1 certificate was issued in a burst: more than 0 by one account within 1 minute.',
      hi: '1 प्रमाणपत्र बहुत जल्दी-जल्दी जारी हुआ: एक ही खाते से 1 मिनट में 0 से ज़्यादा।',
      mr: 'फार कमी वेळात 1 प्रमाणपत्र देण्यात आले: एकाच खात्यातून 1 मिनिटात 0 पेक्षा जास्त.',
    },
  ],
  [
    'issue-burst',
    { count: 20, allowed: 15, minutes: 10 },
    {
      en: '20 certificates were issued in a burst: more than 15 by one account within 10 minutes.',
      hi: '20 प्रमाणपत्र बहुत जल्दी-जल्दी जारी हुए: एक ही खाते से 10 मिनट में 15 से ज़्यादा।',
      mr: 'फार कमी वेळात 20 प्रमाणपत्रे देण्यात आली: एकाच खात्यातून 10 मिनिटांत 15 पेक्षा जास्त.',
    },
  ],
  [
    'backdated',
    { count: 1, days: 1 },
    {
      en: '1 certificate was issued more than 1 day after the vaccination date on it.',
      hi: '1 प्रमाणपत्र उस पर लिखी टीकाकरण की तारीख़ से 1 दिन से भी ज़्यादा बाद जारी हुआ।',
      mr: 'त्यावर लिहिलेल्या लसीकरणाच्या तारखेनंतर 1 दिवसापेक्षा जास्त काळाने 1 प्रमाणपत्र देण्यात आले.',
    },
  ],
  [
    'backdated',
    { count: 9, days: 2 },
    {
      en: '9 certificates were issued more than 2 days after the vaccination date on them.',
      hi: '9 प्रमाणपत्र उन पर लिखी टीकाकरण की तारीख़ से 2 दिन से भी ज़्यादा बाद जारी हुए।',
      mr: 'त्यांवर लिहिलेल्या लसीकरणाच्या तारखेनंतर 2 दिवसांपेक्षा जास्त काळाने 9 प्रमाणपत्रे देण्यात आली.',
    },
  ],
  [
    'duplicate-token',
    { repeats: 1, sharedNumbers: 0 },
    {
      en: '1 token repeats another one of the sheet.',
      hi: '1 टोकन शीट के किसी दूसरे टोकन को दोहराता है।',
      mr: '1 टोकन शीटमधील दुसऱ्या एका टोकनसारखेच आहे.',
    },
  ],
  [
    'duplicate-token',
    { repeats: 0, sharedNumbers: 1 },
    {
      en: '1 token number is shared by different people.',
      hi: '1 टोकन नंबर अलग-अलग लोगों को दिया गया है।',
      mr: '1 टोकन क्रमांक वेगवेगळ्या व्यक्तींना दिला आहे.',
    },
  ],
  [
    'duplicate-token',
    { repeats: 2, sharedNumbers: 3 },
    {
      en: '2 tokens repeat another one of the sheet, and 3 token numbers are shared by different people.',
      hi: '2 टोकन शीट के किसी दूसरे टोकन को दोहराते हैं, और 3 टोकन नंबर अलग-अलग लोगों को दिए गए हैं।',
      mr: '2 टोकन शीटमधील दुसऱ्या एका टोकनसारखेच आहेत, आणि 3 टोकन क्रमांक वेगवेगळ्या व्यक्तींना दिले आहेत.',
    },
  ],
  [
    'register-withheld',
    { count: 1 },
    {
      en: 'For want of references 1 certificate could be paired by count alone; a register with references is expected of this centre.',
      hi: 'संदर्भ आईडी न होने से 1 प्रमाणपत्र का मिलान केवल गिनती से हो सका; इस केंद्र से संदर्भ आईडी वाला रजिस्टर अपेक्षित है।',
      mr: 'संदर्भ क्रमांक नसल्याने 1 प्रमाणपत्राची जुळणी फक्त संख्येने करता आली; या केंद्राकडून संदर्भ क्रमांक असलेली नोंदवही अपेक्षित आहे.',
    },
  ],
  [
    'register-withheld',
    { count: 40 },
    {
      en: 'For want of references 40 certificates could be paired by count alone; a register with references is expected of this centre.',
      hi: 'संदर्भ आईडी न होने से 40 प्रमाणपत्रों का मिलान केवल गिनती से हो सका; इस केंद्र से संदर्भ आईडी वाला रजिस्टर अपेक्षित है।',
      mr: 'संदर्भ क्रमांक नसल्याने 40 प्रमाणपत्रांची जुळणी फक्त संख्येने करता आली; या केंद्राकडून संदर्भ क्रमांक असलेली नोंदवही अपेक्षित आहे.',
    },
  ],
  [
    'tokens-exceed-bookings',
    { count: 1, tokens: 1, bookings: 0 },
    {
      en: '1 token was given out against 0 bookings: 1 too many where nobody is served without one.',
      hi: '0 बुकिंग के सामने 1 टोकन दिया गया: 1 ज़्यादा, जबकि यहाँ बिना बुकिंग के टोकन नहीं दिया जाता।',
      mr: 'येथे बुकिंगशिवाय टोकन दिले जात नसताना 0 बुकिंगच्या तुलनेत 1 टोकन देण्यात आले: 1 जास्त.',
    },
  ],
  [
    'tokens-exceed-bookings',
    { count: 59, tokens: 60, bookings: 1 },
    {
      en: '60 tokens were given out against 1 booking: 59 too many where nobody is served without one.',
      hi: '1 बुकिंग के सामने 60 टोकन दिए गए: 59 ज़्यादा, जबकि यहाँ बिना बुकिंग के टोकन नहीं दिया जाता।',
      mr: 'येथे बुकिंगशिवाय टोकन दिले जात नसताना 1 बुकिंगच्या तुलनेत 60 टोकन देण्यात आले: 59 जास्त.',
    },
  ],
  [
    'sheet-raised',
    { count: 1 },
    {
      en: 'A later version of the token sheet added or changed 1 token after a certificate for it had been issued.',
      hi: 'टोकन शीट के बाद के संस्करण में 1 टोकन तब जोड़ा या बदला गया जब उसका प्रमाणपत्र जारी हो चुका था।',
      mr: 'टोकन शीटच्या नंतरच्या आवृत्तीत 1 टोकन त्याचे प्रमाणपत्र दिले गेल्यावर जोडले किंवा बदलले गेले.',
    },
  ],
  [
    'sheet-raised',
    { count: 16 },
    {
      en: 'A later version of the token sheet added or changed 16 tokens after certificates for them had been issued.',
      hi: 'टोकन शीट के बाद के संस्करण में 16 टोकन तब जोड़े या बदले गए जब उनके प्रमाणपत्र जारी हो चुके थे।',
      mr: 'टोकन शीटच्या नंतरच्या आवृत्तीत 16 टोकन त्यांची प्रमाणपत्रे दिली गेल्यावर जोडले किंवा बदलले गेले.',
    },
  ],
  [
    'drift',
    { more: 1, days: 1 },
    {
      en: "Over 1 day there was about 1 certificate more than this centre's earlier days explain, though no single day stands out.",
      hi: '1 दिन में इस केंद्र के पिछले दिनों की तुलना में लगभग 1 प्रमाणपत्र ज़्यादा जारी हुआ, हालाँकि कोई एक दिन अलग नहीं दिखता।',
      mr: 'या केंद्राच्या आधीच्या दिवसांच्या मानाने 1 दिवसात सुमारे 1 प्रमाणपत्र जास्त देण्यात आले; कोणताही एक दिवस मात्र वेगळा दिसत नाही.',
    },
  ],
  [
    'drift',
    { more: 14, days: 12 },
    {
      en: "Over 12 days there were about 14 certificates more than this centre's earlier days explain, though no single day stands out.",
      hi: '12 दिनों में इस केंद्र के पिछले दिनों की तुलना में लगभग 14 प्रमाणपत्र ज़्यादा जारी हुए, हालाँकि कोई एक दिन अलग नहीं दिखता।',
      mr: 'या केंद्राच्या आधीच्या दिवसांच्या मानाने 12 दिवसांत सुमारे 14 प्रमाणपत्रे जास्त देण्यात आली; कोणताही एक दिवस मात्र वेगळा दिसत नाही.',
    },
  ],
  [
    'no-certificates',
    { count: 1, isFeedAtHand: true },
    {
      en: '1 person was vaccinated, and no certificate was issued by the cut-off.',
      hi: '1 व्यक्ति का टीकाकरण हुआ, पर समय-सीमा तक कोई प्रमाणपत्र जारी नहीं हुआ।',
      mr: '1 व्यक्तीचे लसीकरण झाले, पण अंतिम वेळेपर्यंत एकही प्रमाणपत्र देण्यात आले नाही.',
    },
  ],
  [
    'no-certificates',
    { count: 55, isFeedAtHand: false },
    {
      en: '55 people were vaccinated, and no certificate feed for the date is at hand.',
      hi: '55 लोगों का टीकाकरण हुआ, पर उस तारीख़ के प्रमाणपत्रों की कोई फ़ीड उपलब्ध नहीं है।',
      mr: '55 व्यक्तींचे लसीकरण झाले, पण त्या तारखेच्या प्रमाणपत्रांची फीड उपलब्ध नाही.',
    },
  ],
  [
    'token-without-certificate',
    { count: 1, vaccinated: 1 },
    {
      en: '1 of 1 vaccinated token has no certificate.',
      hi: 'टीकाकृत 1 टोकन में से 1 का प्रमाणपत्र नहीं है।',
      mr: 'लसीकरण झालेल्या 1 टोकनपैकी 1 साठी प्रमाणपत्र नाही.',
    },
  ],
  [
    'token-without-certificate',
    { count: 3, vaccinated: 55 },
    {
      en: '3 of 55 vaccinated tokens have no certificate.',
      hi: 'टीकाकृत 55 टोकनों में से 3 का प्रमाणपत्र नहीं है।',
      mr: 'लसीकरण झालेल्या 55 टोकनपैकी 3 साठी प्रमाणपत्र नाही.',
    },
  ],
  [
    'dose-mismatch',
    { count: 1 },
    {
      en: '1 certificate names another dose than the token.',
      hi: '1 प्रमाणपत्र में टोकन से अलग खुराक लिखी है।',
      mr: '1 प्रमाणपत्रावर टोकनपेक्षा वेगळा डोस लिहिला आहे.',
    },
  ],
  [
    'dose-mismatch',
    { count: 2 },
    {
      en: '2 certificates name another dose than the token.',
      hi: '2 प्रमाणपत्रों में टोकन से अलग खुराक लिखी है।',
      mr: '2 प्रमाणपत्रांवर टोकनपेक्षा वेगळा डोस लिहिला आहे.',
    },
  ],
  [
    'elsewhere',
    { count: 1 },
    {
      en: '1 certificate belongs to a token of another centre.',
      hi: '1 प्रमाणपत्र किसी दूसरे केंद्र के टोकन का है।',
      mr: '1 प्रमाणपत्र दुसऱ्या केंद्राच्या टोकनचे आहे.',
    },
  ],
  [
    'elsewhere',
    { count: 2 },
    {
      en: '2 certificates belong to tokens of another centre.',
      hi: '2 प्रमाणपत्र किसी दूसरे केंद्र के टोकनों के हैं।',
      mr: '2 प्रमाणपत्रे दुसऱ्या केंद्राच्या टोकनची आहेत.',
    },
  ],
  [
    'transcription',
    { count: 1 },
    {
      en: '1 certificate differs from the token by one slip in the reference.',
      hi: '1 प्रमाणपत्र की संदर्भ आईडी में टोकन की तुलना में लिखने की एक चूक का अंतर है।',
      mr: '1 प्रमाणपत्राचा संदर्भ क्रमांक लिहिण्यातील एका चुकीने टोकनपेक्षा वेगळा आहे.',
    },
  ],
  [
    'transcription',
    { count: 2 },
    {
      en: '2 certificates differ from the token by one slip in the reference.',
      hi: '2 प्रमाणपत्रों की संदर्भ आईडी में टोकन की तुलना में लिखने की एक चूक का अंतर है।',
      mr: '2 प्रमाणपत्रांचे संदर्भ क्रमांक लिहिण्यातील एका चुकीने टोकनपेक्षा वेगळे आहेत.',
    },
  ],
  [
    'late',
    { count: 1 },
    {
      en: '1 certificate is dated after the day of the token.',
      hi: '1 प्रमाणपत्र पर टोकन के दिन के बाद की तारीख़ है।',
      mr: '1 प्रमाणपत्रावर टोकनच्या दिवसानंतरची तारीख आहे.',
    },
  ],
  [
    'late',
    { count: 2 },
    {
      en: '2 certificates are dated after the day of the token.',
      hi: '2 प्रमाणपत्रों पर टोकन के दिन के बाद की तारीख़ है।',
      mr: '2 प्रमाणपत्रांवर टोकनच्या दिवसानंतरची तारीख आहे.',
    },
  ],
]

describe('an explanation', () => {
  it.each(EXAMPLES)('of %s with %o reads well in every language', (rule, figures, sentences) => {
    for (const language of LANGUAGES) {
      expect(explanationOf(rule, figures, language)).toBe(sentences[language])
    }
  })

  it('is there of one and of many for every rule', () => {
    for (const rule of RULES) expect(EXAMPLES.filter(([of]) => of === rule).length).toBeGreaterThanOrEqual(2)
  })

  it('is in the script of its language, with ordinary digits, and ends as a sentence', () => {
    for (const [, , { en, hi, mr }] of EXAMPLES) {
      expect(en).toMatch(/^[ -~]+\.$/)
      for (const text of [hi, mr]) expect(text).not.toMatch(/[A-Za-z०-९]/)
      expect(hi).toMatch(/।$/)
      expect(mr).toMatch(/[^।]\.$/)
    }
  })

  it('keeps every figure in every language', () => {
    for (const [, , { en, hi, mr }] of EXAMPLES) {
      const figures = (text: string): string[] => (text.match(/\d+(?:[.:]\d+)?/g) ?? []).sort()
      expect(figures(hi)).toEqual(figures(en))
      expect(figures(mr)).toEqual(figures(en))
    }
  })
})

describe('the language of a report', () => {
  const given = district({ tokens: [register(tokenRun(55))], certificates: certificateRun(71) })
  const explained = (language?: Language): string | undefined =>
    reconcile(given, { from: SATURDAY, to: SATURDAY, asOf: null, ...(language && { language }) }, policy())
      .centreDays[0]?.findings[0]?.explanation

  it('is the one asked for, else English', () => {
    expect(explained()).toBe('16 of 71 certificates have no token.')
    expect(explained('hi')).toBe('71 प्रमाणपत्रों में से 16 का कोई टोकन नहीं है।')
    expect(explained('mr')).toBe('71 प्रमाणपत्रांपैकी 16 साठी टोकन नाही.')
  })

  it('changes nothing else', () => {
    const report = (language: Language) => {
      const asked = { from: SATURDAY, to: SATURDAY, asOf: null, language }
      return JSON.stringify(reconcile(given, asked, policy())).replace(/"explanation":"[^"]*"/g, '')
    }
    expect(report('mr')).toBe(report('en'))
  })
})
