/** The standard normal distribution: how likely more than `z` is, and what is exceeded how seldom. */

const ROOT_OF_TWO_PI = Math.sqrt(2 * Math.PI)
/** Where the fraction begins to take fewer steps than the series, which would lose digits by subtraction further out. */
const TAIL = 3
const STEPS = 60

/** The chance of more than `z`, 0 to 1, to 12 significant digits (to 3 where it is below 1e-300, then 0). */
export function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z)
  return z < TAIL ? 0.5 - fromZeroTo(z) : beyond(z)
}

const density = (z: number): number => Math.exp((-z * z) / 2) / ROOT_OF_TWO_PI

/** The series z + z^3/3 + z^5/(3 5) + ... of Marsaglia, "Evaluating the normal distribution", J. Stat. Softw. 11 (2004). */
function fromZeroTo(z: number): number {
  let term = z
  let sum = z
  for (let odd = 3; term > sum * Number.EPSILON; odd += 2) {
    term *= (z * z) / odd
    sum += term
  }
  return density(z) * sum
}

/** The continued fraction 1/(z + 1/(z + 2/(z + 3/...))) of Laplace: Abramowitz and Stegun, 26.2.14. */
function beyond(z: number): number {
  let denominator = z
  for (let step = STEPS; step > 0; step--) denominator = z + step / denominator
  return density(z) / denominator
}

/**
 * The number that is exceeded with a chance of `1 - p`, for p above 0 and below 1: algorithm AS 241, PPND16, of
 * Wichura, "The percentage points of the normal distribution", Applied Statistics 37 (1988), about 16 digits.
 */
export function quantile(p: number): number {
  const q = p - 0.5
  if (Math.abs(q) <= 0.425) return q * ratio(CENTRE, 0.180625 - q * q)
  const r = Math.sqrt(-Math.log(Math.min(p, 1 - p)))
  return Math.sign(q) * (r <= 5 ? ratio(SIDE, r - 1.6) : ratio(FAR, r - 5))
}

type Ratio = readonly [above: readonly number[], below: readonly number[]]

function ratio([above, below]: Ratio, x: number): number {
  return polynomial(above, x) / polynomial(below, x)
}

/** The constant first. */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((value, coefficient) => value * x + coefficient, 0)
}

const CENTRE: Ratio = [
  [
    3.3871328727963665, 133.14166789178438, 1971.5909503065513, 13731.69376550946, 45921.95393154987,
    67265.7709270087, 33430.57558358813, 2509.0809287301227,
  ],
  [
    1, 42.31333070160091, 687.1870074920579, 5394.196021424751, 21213.794301586597, 39307.89580009271,
    28729.085735721943, 5226.495278852854,
  ],
]
const SIDE: Ratio = [
  [
    1.4234371107496835, 4.630337846156546, 5.769497221460691, 3.6478483247632045, 1.2704582524523684,
    0.2417807251774506, 0.022723844989269184, 0.0007745450142783414,
  ],
  [
    1, 2.053191626637759, 1.6763848301838038, 0.6897673349851, 0.14810397642748008, 0.015198666563616457,
    0.0005475938084995345, 1.0507500716444169e-9,
  ],
]
const FAR: Ratio = [
  [
    6.657904643501103, 5.463784911164114, 1.7848265399172913, 0.29656057182850487, 0.026532189526576124,
    0.0012426609473880784, 0.000027115555687434876, 2.0103343992922881e-7,
  ],
  [
    1, 0.599832206555888, 0.1369298809227358, 0.014875361290850615, 0.0007868691311456133,
    0.000018463183175100548, 1.421511758316446e-7, 2.0442631033899397e-15,
  ],
]
