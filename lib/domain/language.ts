/** The languages in which people are told what was found, and what is wrong with a file. */
export const LANGUAGES = ['en', 'hi', 'mr'] as const
export type Language = (typeof LANGUAGES)[number]
