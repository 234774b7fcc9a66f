/** People who do not exist, and everything about them that must never leave a raw file. */

export const NAMES = ['Asha Pawar', 'Sunita Jadhav', 'आशा पवार', 'Ravi Deshmukh', 'ravi deshmukh']
export const ADDRESSES = ['14 Station Road', 'Kranti Chowk']
export const PHOTO_IDS = ['ABCPK1234L', 'XYZ7654321', 'J7654321']
/** As they are written, by one person of the table and the other. */
export const PHONES = ['98765 43210', '9876543211', '+91 98765 43212', '98765-43213', '९८७६५ ४३२१४']
export const AADHAAR = ['1234 5678 9012', '123456789013', '1234-5678-9014', '१२३४५६७८९०१५']
/** Of the register itself: they are in the table, and in nothing that anybody is told. */
export const REFS = ['41371800000001', '41371800000002', '41371800000003']

const NUMBERS = [...PHONES, ...AADHAAR]
const WORDS = [...NAMES, ...ADDRESSES, ...PHOTO_IDS]
const DEVANAGARI_DIGIT = /[\u0966-\u096f]/g
const BETWEEN_DIGITS = /(?<=\d)[\s-](?=\d)/g
const WHOLE_REF = /(?<!\d)41371800\d{6}(?!\d)/

/** What of all that is in a text, however its digits are written or grouped. */
export function found(text: string): readonly string[] {
  const digits = plainDigits(text)
  return [
    ...WORDS.filter((word) => text.toLowerCase().includes(word.toLowerCase())),
    ...NUMBERS.filter((number) => digits.includes(plainDigits(number).replace(/^\+91/, ''))),
  ]
}

/** The same, and any whole reference id. */
export function foundOrRef(text: string): readonly string[] {
  return [...found(text), ...(WHOLE_REF.exec(text) ?? [])]
}

function plainDigits(text: string): string {
  return text
    .replace(DEVANAGARI_DIGIT, (digit) => String(digit.charCodeAt(0) - 0x966))
    .replace(BETWEEN_DIGITS, '')
}
