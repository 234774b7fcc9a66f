import { describe, expect, it } from 'vitest'
import { cutWords, plainText } from '../../../lib/domain/messages/plain-text.ts'

describe('plain text', () => {
  it.each([
    ['Chikalthana “Main” – Ward’s PHC', 'Chikalthana "Main" - Ward\'s PHC'],
    ['PHC [North] {2} ~ A|B', 'PHC (North) (2) - A/B'],
    ['Café  Ñandú\n3', 'Cafe Nandu 3'],
    ['डी. DKMM College', 'DKMM College'],
    ['घाटी रुग्णालय', ''],
    ['घाटी रुग्णालय N 11', ''],
    ['', ''],
  ])('of %s is %s', (text, plain) => {
    expect(plainText(text)).toBe(plain)
  })

  it.each([
    ['Deogiri College of Engineering', 20, 'Deogiri College'],
    ['Deogiri College', 15, 'Deogiri College'],
    ['Deogiri College, Ward 3', 16, 'Deogiri College'],
    ['Chikalthana', 5, 'Chika'],
    ['of', 1, 'o'],
  ])('%s cut to %i is %s', (text, max, cut) => {
    expect(cutWords(text, max)).toBe(cut)
  })
})
