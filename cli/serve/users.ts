/** The people and machines of the sample district, as the claims of their tokens. */
export function claimsOf(user: string, centreIds: readonly string[]): Record<string, unknown> | null {
  if (user === 'registry') return { sub: user, client_id: user, scope: 'milaan/feed' }
  if (['head', 'dio', 'commissioner'].includes(user))
    return { sub: user, username: user, 'cognito:groups': ['official'] }
  if (user === 'admin') return { sub: user, username: user, 'cognito:groups': ['admin'] }
  const centre = centreIds.find((centreId) => user === operatorOf(centreId))
  return centre ? { sub: user, username: user, 'cognito:groups': ['centre'], centre } : null
}

export const operatorOf = (centreId: string): string => `operator-${centreId.toLowerCase()}`
