import type { Found, Json } from './compose.ts'

export interface Statement {
  readonly Sid?: string
  readonly Effect: 'Allow' | 'Deny'
  readonly Action: string | readonly string[]
  readonly Resource?: Json
  readonly NotResource?: Json
  readonly Condition?: Json
  readonly Principal?: Json
}

/** A statement, and the resource in whose policy it stands. */
export interface Placed extends Statement {
  readonly of: Found
  readonly actions: readonly string[]
}

/** Every statement of every policy in the templates, whatever kind of resource carries it. */
export function statementsOf(resources: readonly Found[]): readonly Placed[] {
  return resources.flatMap((of) =>
    documentsIn(of.Properties).flatMap(({ Statement: statements }) =>
      statements.map((statement) => ({ ...statement, of, actions: [statement.Action].flat() })),
    ),
  )
}

interface Document {
  readonly Statement: readonly Statement[]
}

function documentsIn(value: unknown): readonly Document[] {
  if (typeof value !== 'object' || value === null) return []
  if ('Statement' in value) return [value as Document]
  return Object.values(value).flatMap(documentsIn)
}
