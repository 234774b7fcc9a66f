import type { Column, FileKind } from '../../lib/formats/columns.ts'
import type { Language } from '../../lib/formats/language.ts'

type Choices = Readonly<Record<'dose' | 'outcome' | 'certificate' | 'centre', readonly string[]>>

/** What the drop-downs offer: words of the language that are read back as what they say. */
const CHOICES: Readonly<Record<Language, Choices>> = {
  en: {
    dose: ['Dose 1', 'Dose 2', 'Precaution dose'],
    outcome: ['Vaccinated', 'Deferred', 'Left'],
    certificate: ['Issued', 'Revoked'],
    centre: ['Active', 'Suspended'],
  },
  hi: {
    dose: ['पहली खुराक', 'दूसरी खुराक', 'एहतियाती खुराक'],
    outcome: ['टीकाकृत', 'स्थगित', 'चले गए'],
    certificate: ['जारी', 'रद्द'],
    centre: ['सक्रिय', 'निलंबित'],
  },
  mr: {
    dose: ['पहिला डोस', 'दुसरा डोस', 'बूस्टर डोस'],
    outcome: ['लसीकरण झाले', 'स्थगित', 'निघून गेले'],
    certificate: ['जारी', 'रद्द'],
    centre: ['चालू', 'निलंबित'],
  },
}

/** Null for a column that anything may stand in. */
export function choicesOf(column: Column, kind: FileKind, language: Language): readonly string[] | null {
  const choices = CHOICES[language]
  if (column === 'dose') return choices.dose
  if (column === 'outcome') return choices.outcome
  if (column !== 'status') return null
  if (kind === 'certificates') return choices.certificate
  return kind === 'centres' ? choices.centre : null
}
