import type { DateSystem } from '../serials.ts'
import { damaged } from './damage.ts'
import { type Attributes, attribute, relationId, XmlScanner } from './xml-scanner.ts'
import { textOf } from './xml-text.ts'
import { partName, unpackWhole, type ZipPart, type ZipParts } from './zip-file.ts'

/** A sheet of cells; chart sheets and the like are none. */
export interface SheetPart {
  readonly name: string
  readonly hidden: boolean
  readonly part: ZipPart
}

/** What of a workbook is read. */
export interface WorkbookParts {
  readonly sheets: readonly SheetPart[]
  readonly system: DateSystem
  readonly strings: ZipPart | null
}

interface Relation {
  readonly type: string
  readonly target: string
}
type Relations = ReadonlyMap<string, Relation>

const MOST_BYTES = 4 * 1024 * 1024

/** Follows the relations from the package to the workbook and on to its parts. Throws WorkbookDamage. */
export function workbookParts(parts: ZipParts): WorkbookParts {
  const root = relationsOf(parts, '', '_rels/.rels')
  const workbook = partBehind(parts, [...root.values()].find(isOf('officeDocument')))
  if (!workbook) throw damaged()
  const folder = folderOf(workbook.name)
  const relations = relationsOf(parts, folder, `${folder}_rels/${workbook.name.slice(folder.length)}.rels`)
  const { listed, system } = readWorkbookPart(workbook)
  const sheets = listed.flatMap((sheet) => sheetBehind(parts, relations, sheet))
  // Else a list of a million sheets that are one would be read a million times.
  if (new Set(sheets.map(({ part }) => part)).size < sheets.length) throw damaged()
  return {
    sheets,
    system,
    strings: partBehind(parts, [...relations.values()].find(isOf('sharedStrings'))),
  }
}

interface ListedSheet {
  readonly name: string
  readonly hidden: boolean
  readonly id: string
}

function readWorkbookPart(part: ZipPart): {
  readonly listed: readonly ListedSheet[]
  readonly system: DateSystem
} {
  const listed: ListedSheet[] = []
  let system: DateSystem = '1900'
  forEachElement(part, (name, attributes) => {
    const is1904 = name === 'workbookPr' && /^(?:1|true)$/.test(attribute(attributes, 'date1904') ?? '')
    if (is1904) system = '1904'
    if (name !== 'sheet') return
    const state = attribute(attributes, 'state') ?? 'visible'
    listed.push({
      name: textOf(attribute(attributes, 'name') ?? ''),
      hidden: state !== 'visible',
      id: relationId(attributes) ?? '',
    })
  })
  return { listed, system }
}

/** None for a sheet of another kind. Throws WorkbookDamage where its part is missing. */
function sheetBehind(
  parts: ZipParts,
  relations: Relations,
  { id, ...sheet }: ListedSheet,
): readonly SheetPart[] {
  const relation = relations.get(id)
  if (relation && !isOf('worksheet')(relation)) return []
  const part = partBehind(parts, relation)
  if (!part) throw damaged()
  return [{ ...sheet, part }]
}

function relationsOf(parts: ZipParts, folder: string, path: string): Relations {
  const part = parts.get(partName(path))
  const relations = new Map<string, Relation>()
  if (!part) return relations
  forEachElement(part, (name, attributes) => {
    const id = attribute(attributes, 'Id')
    const target = attribute(attributes, 'Target')
    const isInside = attribute(attributes, 'TargetMode') !== 'External'
    if (name !== 'Relationship' || id === undefined || target === undefined || !isInside) return
    if (relations.has(id)) throw damaged()
    relations.set(id, { type: attribute(attributes, 'Type') ?? '', target: pathOf(folder, textOf(target)) })
  })
  return relations
}

/** By the last word of its type: the words before it differ between editions of the format. */
function isOf(word: string): (relation: Relation) => boolean {
  return ({ type }) => type.endsWith(`/${word}`)
}

function partBehind(parts: ZipParts, relation: Relation | undefined): ZipPart | null {
  if (!relation) return null
  const part = parts.get(partName(relation.target))
  if (!part) throw damaged()
  return part
}

function pathOf(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1)
  const path: string[] = []
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') path.pop()
    else if (step !== '.' && step !== '') path.push(step)
  }
  return path.join('/')
}

function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1)
}

function forEachElement(part: ZipPart, open: (name: string, attributes: Attributes) => void): void {
  const scanner = new XmlScanner({ open, close: () => {}, text: () => {}, tooLong: damaged })
  scanner.write(unpackWhole(part, MOST_BYTES))
  scanner.end()
}
