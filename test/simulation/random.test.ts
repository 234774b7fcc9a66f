import { describe, expect, it } from 'vitest'
import { Random } from '../../lib/simulation/random.ts'
import { MOST_VISITS, refOf } from '../../lib/simulation/refs.ts'

const drawn = (random: Random, count: number): number[] => Array.from({ length: count }, () => random.next())

describe('chance', () => {
  it('is xoshiro128**, by the numbers that its reference gives from the state 1, 2, 3, 4', () => {
    expect(drawn(new Random(1, 2, 3, 4), 6)).toEqual([11520, 0, 5927040, 70819200, 2031721883, 1637235492])
  })

  it('is the same wherever a stream has the same name, and another under another', () => {
    expect(drawn(Random.of(1, 2, 3), 4)).toEqual(drawn(Random.of(1, 2, 3), 4))
    const names = [
      [1, 2, 3],
      [1, 3, 2],
      [2, 2, 3],
      [1, 2],
      [0, 1, 2, 3],
      [1, 2, 3, 0],
    ]
    const starts = names.map((name) => Random.of(...name).next())
    expect(new Set(starts).size).toBe(names.length)
  })

  it('is even: of 60,000 throws of a die each side is within 3 % of a sixth', () => {
    const random = Random.of(7)
    const sides = [0, 0, 0, 0, 0, 0]
    for (let at = 0; at < 60_000; at++) sides[random.between(1, 6) - 1]!++
    for (const side of sides) expect(Math.abs(side - 10_000)).toBeLessThan(300)
  })

  it('takes some of a list without repeats, and all in another order', () => {
    const list = Array.from({ length: 100 }, (_, at) => at)
    const some = Random.of(3).some(list, 10)
    expect(new Set(some).size).toBe(10)
    const all = Random.of(3).shuffled(list)
    expect(all).not.toEqual(list)
    expect([...all].sort((a, b) => a - b)).toEqual(list)
    expect(Random.of(3).some(list, 1000)).toHaveLength(100)
  })
})

describe('a ref', () => {
  it('has 14 digits and is nobody else’s in the district, strangers’ included', () => {
    const refs = new Set<string>()
    for (let centre = 0; centre < 20; centre++) {
      for (let day = 8860; day < 8870; day++) {
        for (let place = 0; place < 100; place++) {
          refs.add(refOf(1, 0, centre, day, place))
          refs.add(refOf(1, 0, centre, day, MOST_VISITS + place))
        }
      }
    }
    expect(refs.size).toBe(20 * 10 * 100 * 2)
    expect([...refs].filter((ref) => !/^[1-9]\d{13}$/.test(ref))).toEqual([])
  })

  it('is another one under another seed', () => {
    expect(refOf(2, 0, 1, 2, 3)).not.toBe(refOf(1, 0, 1, 2, 3))
  })
})
