import type { Sentences } from './figures.ts'
import { clockTime, plainNumber } from './numbers.ts'

/** As `ENGLISH`, in the words of an office. */
export const HINDI: Sentences = {
  'certificate-without-token': ({ count, certificates }) =>
    `${oblique(certificates)} में से ${count} का कोई टोकन नहीं है।`,
  'certificates-exceed-tokens': ({ count, certificates }) =>
    `बिना संदर्भ आईडी वाले टोकनों या प्रमाणपत्रों के साथ गिनने पर ${oblique(certificates)} में से ${count} का कोई टोकन नहीं है${count === certificates ? '' : `; यह नहीं बताया जा सकता कि ${count === 1 ? 'वह कौन-सा है' : 'वे कौन-से हैं'}`}।`,
  'no-token-sheet': ({ count, ground }) => {
    const sheet = `समय-सीमा तक टोकन शीट नहीं आई, इसलिए ${oblique(count)} का मिलान नहीं हो सकता।`
    if (!ground) return sheet
    if (ground.kind === 'overdue') return `${sheet} समय-सीमा के ${ground.days} दिन बाद भी वह नहीं आई है।`
    return `${sheet} उस तारीख़ की बुकिंग दी गई थी, पर इस केंद्र की कोई नहीं: यहाँ कोई सत्र तय नहीं था।`
  },
  'certificate-for-deferred-token': ({ count }) =>
    count === 1
      ? '1 प्रमाणपत्र ऐसे व्यक्ति को जारी हुआ जिसके टोकन पर "स्थगित" या "चले गए" लिखा है।'
      : `${count} प्रमाणपत्र ऐसे लोगों को जारी हुए जिनके टोकन पर "स्थगित" या "चले गए" लिखा है।`,
  'certificate-while-suspended': ({ count }) => `${count} प्रमाणपत्र केंद्र के निलंबन के दौरान ${issued(count)}।`,
  'unknown-centre': ({ count }) => `${count} प्रमाणपत्र ऐसे केंद्र के नाम से ${issued(count)} जो ज़िले की सूची में नहीं है।`,
  'duplicate-certificate': ({ count }) =>
    `${oblique(count)} में वही व्यक्ति, खुराक और तारीख़ है जो किसी दूसरे प्रमाणपत्र में है।`,
  'certificates-exceed-doses': ({ count, certificates, doses }) =>
    `खोली गई शीशियों की ${plainNumber(doses)} ${doses === 1 ? 'खुराक' : 'खुराकों'} के सामने ${certificates} प्रमाणपत्र ${certificates === 1 ? 'है' : 'हैं'}: ${count} ज़्यादा।`,
  'running-excess': ({ count }) => `एक समय जारी प्रमाणपत्रों की संख्या जारी टोकनों से ${count} ज़्यादा थी।`,
  'off-hours': ({ count, opens, closes, toleranceMinutes }) =>
    `${count} प्रमाणपत्र केंद्र खुला रहने के समय (${clockTime(opens)} से ${clockTime(closes)}, ${toleranceMinutes} मिनट की छूट के साथ) के बाहर ${issued(count)}।`,
  'issue-burst': ({ count, allowed, minutes }) =>
    `${count} प्रमाणपत्र बहुत जल्दी-जल्दी ${issued(count)}: एक ही खाते से ${minutes} मिनट में ${allowed} से ज़्यादा।`,
  backdated: ({ count, days }) =>
    `${count} प्रमाणपत्र ${count === 1 ? 'उस' : 'उन'} पर लिखी टीकाकरण की तारीख़ से ${days} दिन से भी ज़्यादा बाद ${issued(count)}।`,
  'duplicate-token': ({ repeats, sharedNumbers }) => {
    const aside = `${repeats} टोकन शीट के किसी दूसरे टोकन को ${repeats === 1 ? 'दोहराता है' : 'दोहराते हैं'}`
    const numbers = `${sharedNumbers} टोकन नंबर अलग-अलग लोगों को ${sharedNumbers === 1 ? 'दिया गया है' : 'दिए गए हैं'}`
    if (sharedNumbers === 0) return `${aside}।`
    return repeats === 0 ? `${numbers}।` : `${aside}, और ${numbers}।`
  },
  'register-withheld': ({ count }) =>
    `संदर्भ आईडी न होने से ${oblique(count)} का मिलान केवल गिनती से हो सका; इस केंद्र से संदर्भ आईडी वाला रजिस्टर अपेक्षित है।`,
  'tokens-exceed-bookings': ({ count, tokens, bookings }) =>
    `${bookings} बुकिंग के सामने ${tokens} टोकन ${tokens === 1 ? 'दिया गया' : 'दिए गए'}: ${count} ज़्यादा, जबकि यहाँ बिना बुकिंग के टोकन नहीं दिया जाता।`,
  'sheet-raised': ({ count }) =>
    count === 1
      ? 'टोकन शीट के बाद के संस्करण में 1 टोकन तब जोड़ा या बदला गया जब उसका प्रमाणपत्र जारी हो चुका था।'
      : `टोकन शीट के बाद के संस्करण में ${count} टोकन तब जोड़े या बदले गए जब उनके प्रमाणपत्र जारी हो चुके थे।`,
  drift: ({ more, days }) =>
    `${days} ${days === 1 ? 'दिन' : 'दिनों'} में इस केंद्र के पिछले दिनों की तुलना में लगभग ${more} प्रमाणपत्र ज़्यादा ${issued(more)}, हालाँकि कोई एक दिन अलग नहीं दिखता।`,
  'no-certificates': ({ count, isFeedAtHand }) =>
    `${count} ${count === 1 ? 'व्यक्ति' : 'लोगों'} का टीकाकरण हुआ, पर ${isFeedAtHand ? 'समय-सीमा तक कोई प्रमाणपत्र जारी नहीं हुआ' : 'उस तारीख़ के प्रमाणपत्रों की कोई फ़ीड उपलब्ध नहीं है'}।`,
  'token-without-certificate': ({ count, vaccinated }) =>
    `टीकाकृत ${vaccinated} ${vaccinated === 1 ? 'टोकन' : 'टोकनों'} में से ${count} का प्रमाणपत्र नहीं है।`,
  'dose-mismatch': ({ count }) => `${oblique(count)} में टोकन से अलग खुराक लिखी है।`,
  elsewhere: ({ count }) =>
    count === 1 ? '1 प्रमाणपत्र किसी दूसरे केंद्र के टोकन का है।' : `${count} प्रमाणपत्र किसी दूसरे केंद्र के टोकनों के हैं।`,
  transcription: ({ count }) => `${oblique(count)} की संदर्भ आईडी में टोकन की तुलना में लिखने की एक चूक का अंतर है।`,
  late: ({ count }) => `${oblique(count)} पर टोकन के दिन के बाद की तारीख़ है।`,
}

/** `1 प्रमाणपत्र`, `2 प्रमाणपत्रों`: as a word after it asks for. */
function oblique(certificates: number): string {
  return `${certificates} ${certificates === 1 ? 'प्रमाणपत्र' : 'प्रमाणपत्रों'}`
}

const issued = (certificates: number): string => (certificates === 1 ? 'जारी हुआ' : 'जारी हुए')
