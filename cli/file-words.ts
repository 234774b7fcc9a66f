import type { FileKind } from '../lib/formats/columns.ts'
import type { Language } from '../lib/formats/language.ts'

/** What is said round the sentences about a file. */
export interface FileWords {
  readonly legs: Readonly<Record<Exclude<FileKind, 'divoc'>, string>>
  readonly accepted: string
  readonly refused: string
  readonly row: string
  readonly rows: string
  readonly column: string
  readonly centre: string
  readonly date: string
  /** Titles over the counts of a centre-day; the first is the leg's own. */
  readonly deferred: string
  readonly left: string
  readonly ignored: string
  readonly warnings: string
  readonly quarantined: string
  /** Said where the report that is asked for does not list those rows. */
  readonly listedElsewhere: string
  readonly more: string
  readonly nothingSent: string
  readonly warning: string
}

const ENGLISH: FileWords = {
  legs: {
    tokens: 'Tokens',
    certificates: 'Certificates',
    bookings: 'Bookings',
    stock: 'Rows of stock',
    centres: 'Centres',
  },
  accepted: 'accepted, rows read: {count}.',
  refused: 'refused, faults: {count}. Nothing of it is taken until they are mended.',
  row: 'row',
  rows: 'rows',
  column: 'column',
  centre: 'Centre',
  date: 'Date',
  deferred: 'Deferred',
  left: 'Left',
  ignored: 'Columns that are not read',
  warnings: 'To look at: {count}',
  quarantined: 'Rows that cannot be read and are not counted: {count}',
  listedElsewhere: '--format json and --format xlsx list them all.',
  more: 'and {count} more',
  warning: 'warning',
  nothingSent: 'This was a check: nothing was handed in.',
}

const HINDI: FileWords = {
  legs: {
    tokens: 'टोकन',
    certificates: 'प्रमाणपत्र',
    bookings: 'बुकिंग',
    stock: 'स्टॉक की पंक्तियाँ',
    centres: 'केंद्र',
  },
  accepted: 'स्वीकार होगी, पढ़ी गई पंक्तियाँ: {count}।',
  refused: 'स्वीकार नहीं होगी, ग़लतियाँ: {count}। जब तक ये ठीक न हों, इसमें से कुछ नहीं लिया जाएगा।',
  row: 'पंक्ति',
  rows: 'पंक्तियाँ',
  column: 'कॉलम',
  centre: 'केंद्र',
  date: 'तारीख़',
  deferred: 'स्थगित',
  left: 'चले गए',
  ignored: 'ये कॉलम नहीं पढ़े जाते',
  warnings: 'इन्हें देख लें: {count}',
  quarantined: 'पंक्तियाँ जो पढ़ी नहीं जा सकतीं और गिनी नहीं जाएँगी: {count}',
  listedElsewhere: '--format json और --format xlsx में ये सब दी जाती हैं।',
  more: 'और {count}',
  warning: 'चेतावनी',
  nothingSent: 'यह केवल जाँच थी: कुछ भी जमा नहीं किया गया।',
}

const MARATHI: FileWords = {
  legs: {
    tokens: 'टोकन',
    certificates: 'प्रमाणपत्रे',
    bookings: 'बुकिंग',
    stock: 'साठ्याच्या ओळी',
    centres: 'केंद्रे',
  },
  accepted: 'स्वीकारली जाईल, वाचलेल्या ओळी: {count}.',
  refused: 'स्वीकारली जाणार नाही, चुका: {count}. त्या दुरुस्त होईपर्यंत हिच्यातले काहीही घेतले जाणार नाही.',
  row: 'ओळ',
  rows: 'ओळी',
  column: 'कॉलम',
  centre: 'केंद्र',
  date: 'तारीख',
  deferred: 'स्थगित',
  left: 'निघून गेले',
  ignored: 'हे कॉलम वाचले जात नाहीत',
  warnings: 'हे पाहून घ्या: {count}',
  quarantined: 'वाचता न येणाऱ्या आणि न मोजल्या जाणाऱ्या ओळी: {count}',
  listedElsewhere: '--format json आणि --format xlsx मध्ये त्या सर्व दिल्या जातात.',
  more: 'आणि आणखी {count}',
  warning: 'सूचना',
  nothingSent: 'ही फक्त तपासणी होती: काहीही जमा केलेले नाही.',
}

export const FILE_WORDS: Readonly<Record<Language, FileWords>> = { en: ENGLISH, hi: HINDI, mr: MARATHI }

/** A sentence with its number, grouped as the district writes it. */
export function counted(sentence: string, count: number): string {
  return sentence.replace('{count}', count.toLocaleString('en-IN'))
}
