import { describe, expect, it } from 'vitest'
import { smsParts } from '../../../lib/domain/messages/sms-parts.ts'

describe('the size of an SMS', () => {
  it('is one part up to 160 septets and parts of 153 past that', () => {
    expect(smsParts('')).toEqual({ encoding: 'GSM-7', units: 0, parts: 1 })
    expect(smsParts('a'.repeat(160))).toEqual({ encoding: 'GSM-7', units: 160, parts: 1 })
    expect(smsParts('a'.repeat(161))).toMatchObject({ units: 161, parts: 2 })
    expect(smsParts('a'.repeat(306)).parts).toBe(2)
    expect(smsParts('a'.repeat(307)).parts).toBe(3)
  })

  it('counts the characters of the extension table double', () => {
    for (const character of '[]{}^~|\\€')
      expect(smsParts(character)).toMatchObject({ encoding: 'GSM-7', units: 2 })
    expect(smsParts('€'.repeat(80)).parts).toBe(1)
    expect(smsParts('€'.repeat(81)).parts).toBe(2)
  })

  it('does not cut an escaped character in two at the end of a part', () => {
    expect(smsParts(`${'a'.repeat(152)}€${'a'.repeat(151)}`)).toMatchObject({ units: 305, parts: 2 })
    expect(smsParts(`${'a'.repeat(152)}€${'a'.repeat(152)}`)).toMatchObject({ units: 306, parts: 3 })
  })

  it('takes 70 units, and 67 a part, as soon as one character is outside GSM-7', () => {
    expect(smsParts(`${'a'.repeat(69)}म`)).toEqual({ encoding: 'UCS-2', units: 70, parts: 1 })
    expect(smsParts(`${'a'.repeat(70)}’`)).toEqual({ encoding: 'UCS-2', units: 71, parts: 2 })
    expect(smsParts('म'.repeat(134)).parts).toBe(2)
    expect(smsParts('म'.repeat(135)).parts).toBe(3)
    expect(smsParts('`').encoding).toBe('UCS-2')
  })

  it('counts a character outside the basic plane as two units and keeps it whole', () => {
    expect(smsParts('😀')).toEqual({ encoding: 'UCS-2', units: 2, parts: 1 })
    expect(smsParts('😀'.repeat(66))).toMatchObject({ units: 132, parts: 2 })
    expect(smsParts('😀'.repeat(67))).toMatchObject({ units: 134, parts: 3 })
  })
})
