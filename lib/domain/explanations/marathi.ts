import type { Sentences } from './figures.ts'
import { clockTime, plainNumber } from './numbers.ts'

/** As `ENGLISH`, in the words of an office. */
export const MARATHI: Sentences = {
  'certificate-without-token': ({ count, certificates }) =>
    `${oblique(certificates)}पैकी ${count} साठी टोकन नाही.`,
  'certificates-exceed-tokens': ({ count, certificates }) =>
    `संदर्भ क्रमांक नसलेली टोकन किंवा प्रमाणपत्रे धरून मोजता ${oblique(certificates)}पैकी ${count} साठी टोकन नाही${count === certificates ? '' : `; ${count === 1 ? 'ते कोणते' : 'ती कोणती'} हे सांगता येत नाही`}.`,
  'no-token-sheet': ({ count, ground }) => {
    const sheet = `अंतिम वेळेपर्यंत टोकन शीट आली नाही, त्यामुळे ${oblique(count)}ची तुलना करता येत नाही.`
    if (!ground) return sheet
    if (ground.kind === 'overdue')
      return `${sheet} अंतिम वेळेनंतर ${ground.days} दिवस ${ground.days === 1 ? 'झाला' : 'झाले'} तरी ती आलेली नाही.`
    return `${sheet} त्या तारखेची बुकिंग आली होती, पण या केंद्राची एकही नव्हती: येथे सत्र ठरलेले नव्हते.`
  },
  'certificate-for-deferred-token': ({ count }) =>
    count === 1
      ? 'ज्या व्यक्तीच्या टोकनवर "स्थगित" किंवा "निघून गेले" असे लिहिले आहे तिला 1 प्रमाणपत्र देण्यात आले.'
      : `ज्या व्यक्तींच्या टोकनवर "स्थगित" किंवा "निघून गेले" असे लिहिले आहे त्यांना ${count} प्रमाणपत्रे देण्यात आली.`,
  'certificate-while-suspended': ({ count }) => `केंद्र निलंबित असताना ${issued(count)}.`,
  'unknown-centre': ({ count }) => `जिल्ह्याच्या यादीत नसलेल्या केंद्राच्या नावाने ${issued(count)}.`,
  'duplicate-certificate': ({ count }) =>
    `${oblique(count)}${count === 1 ? 'त' : 'मध्ये'} व्यक्ती, डोस आणि तारीख दुसऱ्या एका प्रमाणपत्राप्रमाणेच आहे.`,
  'certificates-exceed-doses': ({ count, certificates, doses }) =>
    `उघडलेल्या कुप्यांमधील ${plainNumber(doses)} डोसच्या तुलनेत ${several(certificates)} ${certificates === 1 ? 'आहे' : 'आहेत'}: ${count} जास्त.`,
  'running-excess': ({ count }) => `एका क्षणी दिलेल्या प्रमाणपत्रांची संख्या दिलेल्या टोकनपेक्षा ${count} ने जास्त होती.`,
  'off-hours': ({ count, opens, closes, toleranceMinutes }) =>
    `केंद्र उघडे असण्याच्या वेळेबाहेर (${clockTime(opens)} ते ${clockTime(closes)}, ${toleranceMinutes} ${toleranceMinutes === 1 ? 'मिनिटाची' : 'मिनिटांची'} सवलत धरून) ${issued(count)}.`,
  'issue-burst': ({ count, allowed, minutes }) =>
    `फार कमी वेळात ${issued(count)}: एकाच खात्यातून ${minutes} ${minutes === 1 ? 'मिनिटात' : 'मिनिटांत'} ${allowed} पेक्षा जास्त.`,
  backdated: ({ count, days }) =>
    `${count === 1 ? 'त्यावर' : 'त्यांवर'} लिहिलेल्या लसीकरणाच्या तारखेनंतर ${days} ${days === 1 ? 'दिवसापेक्षा' : 'दिवसांपेक्षा'} जास्त काळाने ${issued(count)}.`,
  'duplicate-token': ({ repeats, sharedNumbers }) => {
    const aside = `${repeats} टोकन शीटमधील दुसऱ्या एका टोकनसारखेच ${repeats === 1 ? 'आहे' : 'आहेत'}`
    const numbers = `${sharedNumbers} टोकन क्रमांक वेगवेगळ्या व्यक्तींना ${sharedNumbers === 1 ? 'दिला आहे' : 'दिले आहेत'}`
    if (sharedNumbers === 0) return `${aside}.`
    return repeats === 0 ? `${numbers}.` : `${aside}, आणि ${numbers}.`
  },
  'register-withheld': ({ count }) =>
    `संदर्भ क्रमांक नसल्याने ${oblique(count)}ची जुळणी फक्त संख्येने करता आली; या केंद्राकडून संदर्भ क्रमांक असलेली नोंदवही अपेक्षित आहे.`,
  'tokens-exceed-bookings': ({ count, tokens, bookings }) =>
    `येथे बुकिंगशिवाय टोकन दिले जात नसताना ${bookings} बुकिंगच्या तुलनेत ${tokens} टोकन देण्यात आले: ${count} जास्त.`,
  'sheet-raised': ({ count }) =>
    count === 1
      ? 'टोकन शीटच्या नंतरच्या आवृत्तीत 1 टोकन त्याचे प्रमाणपत्र दिले गेल्यावर जोडले किंवा बदलले गेले.'
      : `टोकन शीटच्या नंतरच्या आवृत्तीत ${count} टोकन त्यांची प्रमाणपत्रे दिली गेल्यावर जोडले किंवा बदलले गेले.`,
  drift: ({ more, days }) =>
    `या केंद्राच्या आधीच्या दिवसांच्या मानाने ${days} ${days === 1 ? 'दिवसात' : 'दिवसांत'} सुमारे ${several(more)} जास्त देण्यात ${came(more)}; कोणताही एक दिवस मात्र वेगळा दिसत नाही.`,
  'no-certificates': ({ count, isFeedAtHand }) =>
    `${count} ${count === 1 ? 'व्यक्तीचे' : 'व्यक्तींचे'} लसीकरण झाले, पण ${isFeedAtHand ? 'अंतिम वेळेपर्यंत एकही प्रमाणपत्र देण्यात आले नाही' : 'त्या तारखेच्या प्रमाणपत्रांची फीड उपलब्ध नाही'}.`,
  'token-without-certificate': ({ count, vaccinated }) =>
    `लसीकरण झालेल्या ${vaccinated} टोकनपैकी ${count} साठी प्रमाणपत्र नाही.`,
  'dose-mismatch': ({ count }) => `${oblique(count)}वर टोकनपेक्षा वेगळा डोस लिहिला आहे.`,
  elsewhere: ({ count }) =>
    count === 1 ? '1 प्रमाणपत्र दुसऱ्या केंद्राच्या टोकनचे आहे.' : `${count} प्रमाणपत्रे दुसऱ्या केंद्राच्या टोकनची आहेत.`,
  transcription: ({ count }) =>
    count === 1
      ? '1 प्रमाणपत्राचा संदर्भ क्रमांक लिहिण्यातील एका चुकीने टोकनपेक्षा वेगळा आहे.'
      : `${count} प्रमाणपत्रांचे संदर्भ क्रमांक लिहिण्यातील एका चुकीने टोकनपेक्षा वेगळे आहेत.`,
  late: ({ count }) => `${oblique(count)}वर टोकनच्या दिवसानंतरची तारीख आहे.`,
}

/** `1 प्रमाणपत्र`, `2 प्रमाणपत्रे`. */
function several(certificates: number): string {
  return `${certificates} ${certificates === 1 ? 'प्रमाणपत्र' : 'प्रमाणपत्रे'}`
}

/** `1 प्रमाणपत्रा`, `2 प्रमाणपत्रां`: a suffix follows. */
function oblique(certificates: number): string {
  return `${certificates} ${certificates === 1 ? 'प्रमाणपत्रा' : 'प्रमाणपत्रां'}`
}

const came = (certificates: number): string => (certificates === 1 ? 'आले' : 'आली')

const issued = (certificates: number): string => `${several(certificates)} देण्यात ${came(certificates)}`
