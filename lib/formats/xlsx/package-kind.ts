import { WorkbookDamage } from './damage.ts'
import { readZipDirectory, type ZipEntry } from './zip-directory.ts'
import { packedPart, unpackWhole } from './zip-file.ts'

/** What a ZIP archive is by the names of its entries. */
export type PackageKind =
  | 'workbook'
  | 'damaged-workbook'
  | 'is-macro-workbook'
  | 'is-binary-workbook'
  | 'is-opendocument'
  | 'is-document'
  | 'is-archive'

const CONTENT_TYPES = '[content_types].xml'
const MOST_CONTENT_TYPES = 1024 * 1024
const MOST_MIMETYPE = 200
const START_BYTES = 4096

/** Of an archive that is cut off, by the names at its beginning. */
export function packageKind(bytes: Uint8Array): PackageKind {
  const directory = readZipDirectory(bytes)
  if (!directory) return kindOfStart(bytes)
  const entries = new Map(directory.entries.map((entry) => [entry.name.toLowerCase(), entry]))
  const openDocument = openDocumentKind(bytes, entries)
  if (openDocument) return openDocument
  const types = entries.get(CONTENT_TYPES)
  return types ? officeKind([...entries.keys()], textOf(bytes, types, MOST_CONTENT_TYPES)) : 'is-archive'
}

/** `types` is what the package says of its parts, in XML; empty where it cannot be read. */
function officeKind(names: readonly string[], types: string): PackageKind {
  const has = (start: string): boolean => names.some((name) => name.startsWith(start))
  if (has('xl/workbook.bin') || types.includes('sheet.binary.')) return 'is-binary-workbook'
  if (has('xl/vbaproject.bin') || /excel\.(?:sheet|template|addin)\.macroEnabled/i.test(types)) {
    return 'is-macro-workbook'
  }
  if (has('xl/')) return 'workbook'
  // A document may name the types of spreadsheets, for those that are embedded in it.
  if (has('word/') || has('ppt/')) return 'is-document'
  if (types.includes('spreadsheetml.')) return 'workbook'
  return types === '' ? 'damaged-workbook' : 'is-document'
}

function openDocumentKind(bytes: Uint8Array, entries: ReadonlyMap<string, ZipEntry>): PackageKind | null {
  const mimetype = entries.get('mimetype')
  const type = mimetype ? textOf(bytes, mimetype, MOST_MIMETYPE) : ''
  if (!type.includes('opendocument') && !entries.has('meta-inf/manifest.xml')) return null
  const isDocument = /opendocument\.(?:text|presentation|graphics)/.test(type)
  if (isDocument) return 'is-document'
  return entries.has('content.xml') || type !== '' ? 'is-opendocument' : null
}

function textOf(bytes: Uint8Array, entry: ZipEntry, most: number): string {
  try {
    return unpackWhole(packedPart(bytes, entry), most).toString('latin1')
  } catch (error) {
    if (error instanceof WorkbookDamage) return ''
    throw error
  }
}

function kindOfStart(bytes: Uint8Array): PackageKind {
  const start = Buffer.from(bytes.subarray(0, START_BYTES)).toString('latin1')
  if (start.includes('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')) return 'is-opendocument'
  if (start.includes('mimetypeapplication/vnd.oasis.opendocument')) return 'is-document'
  if (/word\/|ppt\//.test(start)) return 'is-document'
  return /\[Content_Types\]\.xml|xl\/|_rels\/\.rels|docProps\//.test(start)
    ? 'damaged-workbook'
    : 'is-archive'
}
