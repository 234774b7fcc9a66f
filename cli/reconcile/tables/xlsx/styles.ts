import { LOOKS, type Look } from '../table.ts'
import { DOCUMENT, escaped } from './xml.ts'

/**
 * How cells look. A style is a look and a form; all of them are written down, and a cell names its own by its place in
 * that list. Colours print apart in grey too, and every one of them is said in words beside it as well.
 */

const FORMS = ['text', 'wrapped', 'number', 'day', 'time', 'dayAndTime'] as const
export type Form = (typeof FORMS)[number]

const FONTS = ['', '<b/>', '<b/>']
const SIZES = [10, 10, 14]
const FONT_OF: Readonly<Partial<Record<Look, number>>> = { strong: 1, title: 2 }

const FILLS: readonly (readonly [Look, string])[] = [
  ['alarm', 'F6CFC9'],
  ['waiting', 'E3DDF0'],
  ['gap', 'FBE3BE'],
  ['note', 'FBF7D8'],
]
/** The first two fills are the format's own; then the header's, then those of looks. */
const HEADER_FILL = 2
const FIRST_LOOK_FILL = 3

/** 165 and up are ours. Day first, and digits in groups as the district writes them. */
const FORMATS: Readonly<Record<Form, { readonly id: number; readonly code: string | null }>> = {
  // Text that is edited stays text: no id is rounded, and no `=` becomes a formula.
  text: { id: 49, code: null },
  wrapped: { id: 49, code: null },
  number: { id: 165, code: '[>=10000000]##\\,##\\,##\\,##0;[>=100000]##\\,##\\,##0;##,##0' },
  day: { id: 166, code: 'dd\\-mm\\-yyyy' },
  time: { id: 167, code: 'hh:mm' },
  dayAndTime: { id: 168, code: 'dd\\-mm\\-yyyy\\ hh:mm' },
}

const SIDES: Readonly<Record<Form, 'left' | 'center' | 'right'>> = {
  ...{ text: 'left', wrapped: 'left', number: 'right' },
  ...{ day: 'center', time: 'center', dayAndTime: 'center' },
}

/** The place of a style in the list; 0 is that of an untouched cell, 1 the header's. */
export function styleOf(look: Look, form: Form): number {
  return FIRST_STYLE + LOOKS.indexOf(look) * FORMS.length + FORMS.indexOf(form)
}

export const HEADER_STYLE = 1
const FIRST_STYLE = 2
/** Without these a reader may take the style that this one is made from. */
const APPLIED =
  'xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'

/** `xl/styles.xml`. */
export function stylesXml(): string {
  const unstyled = 'numFmtId="0" fontId="0" fillId="0" borderId="0"'
  const header = `<xf numFmtId="49" fontId="${FONTS.length}" fillId="${HEADER_FILL}" borderId="1" ${APPLIED}><alignment horizontal="center" vertical="center" wrapText="1"/></xf>`
  const formatted = LOOKS.flatMap((look) => FORMS.map((form) => formatOf(look, form)))
  return [
    `${DOCUMENT}<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`,
    listed('numFmts', FORMS.flatMap(numberFormat)),
    listed('fonts', fonts()),
    listed('fills', fills()),
    listed('borders', borders()),
    listed('cellStyleXfs', [`<xf ${unstyled}/>`]),
    listed('cellXfs', [`<xf ${unstyled} xfId="0"/>`, header, ...formatted]),
    listed('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']),
    '</styleSheet>',
  ].join('')
}

function numberFormat(form: Form): string[] {
  const { id, code } = FORMATS[form]
  return code === null ? [] : [`<numFmt numFmtId="${id}" formatCode="${escaped(code)}"/>`]
}

/** Those of looks, then the header's. */
function fonts(): string[] {
  const font = (parts: string): string => `<font>${parts}<name val="Calibri"/><family val="2"/></font>`
  return [
    ...FONTS.map((bold, at) => font(`${bold}<sz val="${SIZES[at]}"/>`)),
    font('<b/><sz val="10"/><color rgb="FFFFFFFF"/>'),
  ]
}

function fills(): string[] {
  return [
    ...['none', 'gray125'].map((pattern) => `<fill><patternFill patternType="${pattern}"/></fill>`),
    ...['1F4E5F', ...FILLS.map(([, colour]) => colour)].map(solid),
  ]
}

/** None, then a thin one on all sides. */
function borders(): string[] {
  const side = (name: string): string => `<${name} style="thin"><color rgb="FFD5DCDE"/></${name}>`
  const lines = ['left', 'right', 'top', 'bottom'].map(side).join('')
  return [
    '<border><left/><right/><top/><bottom/><diagonal/></border>',
    `<border>${lines}<diagonal/></border>`,
  ]
}

function formatOf(look: Look, form: Form): string {
  const at = FILLS.findIndex(([filled]) => filled === look)
  const isFree = look === 'title' || look === 'strong'
  const [font, fill, border] = [FONT_OF[look] ?? 0, at < 0 ? 0 : FIRST_LOOK_FILL + at, isFree ? 0 : 1]
  const side = look === 'fact' ? 'left' : SIDES[form]
  const alignment = [
    `vertical="center" horizontal="${side}"`,
    ...(form === 'wrapped' ? ['wrapText="1"'] : []),
    // A figure keeps away from the words in the cell beside it.
    ...(side === 'right' ? ['indent="1"'] : []),
  ].join(' ')
  return `<xf numFmtId="${FORMATS[form].id}" fontId="${font}" fillId="${fill}" borderId="${border}" ${APPLIED}><alignment ${alignment}/></xf>`
}

const solid = (colour: string): string =>
  `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour}"/><bgColor indexed="64"/></patternFill></fill>`

const listed = (name: string, items: readonly string[]): string =>
  `<${name} count="${items.length}">${items.join('')}</${name}>`
