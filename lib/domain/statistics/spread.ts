/** Numbers added up. They are whole, so the sums are exact and the same in whatever order they were made. */
export interface Sums {
  readonly n: number
  readonly sum: number
  readonly squares: number
}

export function sumsOf(numbers: readonly number[]): Sums {
  return numbers.reduce(plus, { n: 0, sum: 0, squares: 0 })
}

export function plus({ n, sum, squares }: Sums, one: number): Sums {
  return { n: n + 1, sum: sum + one, squares: squares + one * one }
}

export function meanOf({ n, sum }: Sums): number {
  return sum / n
}

/** The standard deviation of a sample, of two numbers at least, and no less than `least`. */
export function deviationOf({ n, sum, squares }: Sums, least: number): number {
  return Math.max(Math.sqrt((n * squares - sum * sum) / (n * (n - 1))), least)
}
