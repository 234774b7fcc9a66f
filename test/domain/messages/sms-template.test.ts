import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import aurangabad from '../../../infra/districts/aurangabad-mh.json' with { type: 'json' }
import { fillTemplate, templateFault, templateOf } from '../../../lib/domain/messages/sms-template.ts'

const template = { id: '1007000000000000001', text: 'Centre {#var#}. Finding: {#var#}. Acknowledge.' }
const longAs = (letter: string) => (max: number) => letter.repeat(max)

describe('an SMS template', () => {
  it('is filled in order and keeps every character around its variables', () => {
    expect(fillTemplate(template, [() => 'DKMM', () => '16 of 71'])).toBe(
      'Centre DKMM. Finding: 16 of 71. Acknowledge.',
    )
  })

  it('gives a variable 30 characters, fewer where its own words are long', () => {
    expect(fillTemplate(template, [longAs('a'), longAs('b')])).toContain(
      `${'a'.repeat(30)}. Finding: ${'b'.repeat(30)}.`,
    )
    const wordy = { id: '1', text: `${'w'.repeat(119)} {#var#} {#var#}`.replace('} {', '} is {') }
    const filled = fillTemplate(wordy, [longAs('a'), longAs('b')])
    expect(filled.length).toBeLessThanOrEqual(160)
    expect(filled).toContain(' is ')
  })

  it.each([
    ['A {#var#} {#var#}', 'adjacent-variables'],
    ['A {#var#}{#var#}', 'adjacent-variables'],
    ['{#var#} a {#var#} b {#var#}', 'too-many-variables'],
    ['केंद्र {#var#}', 'not-gsm-7'],
    ['Centre’s {#var#}', 'not-gsm-7'],
    [`${'€'.repeat(80)}{#var#}`, 'too-long'],
  ])('is refused as %s: %s', (text, fault) => {
    expect(templateFault(text)).toBe(fault)
  })

  it('has no fault when its fillings fit', () => {
    expect(templateFault(template.text)).toBeNull()
    expect(templateFault('No variable at all.')).toBeNull()
  })

  it('of the sample district has no fault', () => {
    for (const { text } of Object.values(aurangabad.alerts.sms.templates))
      expect(templateFault(text)).toBeNull()
  })

  it('is recognised in what was made from it and in nothing else', () => {
    expect(templateOf('Centre DKMM. Finding: 16 of 71. Acknowledge.', [template])).toBe(template)
    expect(templateOf('Centre DKMM. Finding: 16 of 71. Acknowledge', [template])).toBeUndefined()
    expect(templateOf('Centre DKMM, Finding: 16 of 71. Acknowledge.', [template])).toBeUndefined()
    expect(templateOf('Centre . Finding: 16 of 71. Acknowledge.', [template])).toBeUndefined()
    expect(templateOf(`Centre ${'a'.repeat(31)}. Finding: x. Acknowledge.`, [template])).toBeUndefined()
  })

  it('whatever its words, is recognised again once filled', () => {
    const words = fc
      .stringMatching(/^[ -~]{1,40}$/)
      .filter((text) => !text.includes('{#var#}') && text.trim() !== '')
    fc.assert(
      fc.property(words, words, words, (a, b, c) => {
        const any = { id: '1', text: `${a}{#var#}${b}{#var#}${c}` }
        fc.pre(templateFault(any.text) === null)
        expect(templateOf(fillTemplate(any, [longAs('x'), longAs('y')]), [any])).toBe(any)
      }),
    )
  })
})
