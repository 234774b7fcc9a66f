/**
 * How a handset receives a text, by 3GPP TS 23.038 (6.2.1: the default alphabet and its extension table) and
 * TS 23.040 (9.2.3.24.1: a part of a longer text gives 6 octets to its header).
 */
export interface SmsSize {
  readonly encoding: 'GSM-7' | 'UCS-2'
  /** Septets in GSM-7, where an extension character takes two; UTF-16 units in UCS-2. */
  readonly units: number
  /** What is paid for: one up to 160 septets or 70 units, then one for each 153 or 67. */
  readonly parts: number
}

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const EXTENSION = new Set('\f^{}\\[~]|€')

/** One character outside GSM-7, a Devanagari letter or a curly quote, turns the whole text into UCS-2. */
export function smsParts(text: string): SmsSize {
  const characters = [...text]
  const widths = characters.map(septetsOf)
  return widths.includes(0)
    ? size(
        'UCS-2',
        characters.map((character) => character.length),
        70,
        67,
      )
    : size('GSM-7', widths, 160, 153)
}

/** 1 or 2 septets, 0 where GSM-7 has no such character. */
export function septetsOf(character: string): 0 | 1 | 2 {
  if (BASIC.has(character)) return 1
  return EXTENSION.has(character) ? 2 : 0
}

function size(
  encoding: SmsSize['encoding'],
  widths: readonly number[],
  single: number,
  part: number,
): SmsSize {
  const units = widths.reduce((sum, width) => sum + width, 0)
  return { encoding, units, parts: units <= single ? 1 : partsOf(widths, part) }
}

/** Neither an escaped pair nor a surrogate pair may be cut in two by the end of a part. */
function partsOf(widths: readonly number[], room: number): number {
  let parts = 1
  let used = 0
  for (const width of widths) {
    if (used + width > room) {
      parts += 1
      used = 0
    }
    used += width
  }
  return parts
}
