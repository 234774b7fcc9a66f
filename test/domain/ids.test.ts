import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareIds, compareNumbers, compareText } from '../../lib/domain/ids.ts'

/** Few characters, so that texts share beginnings; halves of surrogate pairs among them. */
const character = fc.constantFrom(...'0012b-é', '\u{1f600}', '\u{1f601}', '\ud83d', '\ude00', '\uffff')
const text = fc.array(character, { maxLength: 8 }).map((characters) => characters.join(''))

/** By the definition: runs of digits as numbers, all else character by character; what ends first is first. */
function byDefinition(a: string, b: string): number {
  const [x, y] = [a, b].map((id) => id.match(/\d+|[^\d]/gu) ?? [])
  for (const [at, part] of x!.entries()) {
    const other = y![at]
    if (other === undefined) return 1
    const areNumbers = /\d/.test(part) && /\d/.test(other)
    const order = areNumbers
      ? Number(BigInt(part) - BigInt(other))
      : part.codePointAt(0)! - other.codePointAt(0)!
    if (order !== 0) return Math.sign(order)
  }
  return x!.length === y!.length ? 0 : -1
}

describe('ids', () => {
  it('are ordered as people count', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareNumbers(a, b))).toBe(byDefinition(a, b))
      }),
      { numRuns: 5000 },
    )
  })

  it('that count alike are ordered by their characters, and texts are', () => {
    const characters = (a: string, b: string): number => {
      const [x, y] = [[...a], [...b]]
      const at = x.findIndex((one, place) => one !== y[place])
      if (at < 0) return x.length === y.length ? 0 : -1
      return y[at] === undefined ? 1 : Math.sign(x[at]!.codePointAt(0)! - y[at].codePointAt(0)!)
    }
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareText(a, b))).toBe(characters(a, b))
        expect(Math.sign(compareIds(a, b))).toBe(byDefinition(a, b) || characters(a, b))
      }),
      { numRuns: 5000 },
    )
  })

  it('are the same for nobody but themselves', () => {
    expect(compareNumbers('T7', 'T07')).toBe(0)
    expect(compareIds('T7', 'T07')).toBeGreaterThan(0)
    expect(compareIds('T7', 'T7')).toBe(0)
  })
})
