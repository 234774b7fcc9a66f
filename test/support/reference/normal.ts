/**
 * The normal distribution by its own definition: the area under the curve, summed up as the series
 * 1/2 + φ(z) (z + z³/3 + z⁵/15 + ...). Past ten standard deviations nothing is left to sum.
 */
export function areaBelow(z: number): number {
  if (Math.abs(z) > 10) return z > 0 ? 1 : 0
  let term = z
  let sum = 0
  for (let odd = 3; Math.abs(term) > 1e-300 && odd < 2000; odd += 2) {
    sum += term
    term *= (z * z) / odd
  }
  return 0.5 + (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum
}

/** The z below which that share, 0 to 1, of the area lies: halved from both sides until nothing is between. */
export function quantile(share: number): number {
  let low = -10
  let high = 10
  for (let halving = 0; halving < 100; halving++) {
    const middle = (low + high) / 2
    if (areaBelow(middle) < share) low = middle
    else high = middle
  }
  return (low + high) / 2
}
