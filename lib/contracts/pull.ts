import * as z from 'zod'

/** A feed that the district fetches for itself, page by page. */

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/
const headerName = () => z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/, 'is not the name of a header')
/** These are the connection's own. */
const RESERVED =
  /^(host|connection|content-length|transfer-encoding|accept|accept-encoding|te|upgrade|expect)$/i
const timeOfDay = () => z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'is not a time HH:MM')

const credential = z
  .strictObject({
    /** Name of the secret in Secrets Manager; on one machine, of a file under `MILAAN_DATA/secrets`. */
    secret: z.string().regex(/^[A-Za-z0-9/_+=.@-]{1,200}$/, 'is not the name of a secret'),
    /** `bearer` and `header` send the secret as it is; `basic` takes `user:password`, or both in JSON. */
    as: z.enum(['bearer', 'basic', 'header']),
    /** Of `header` alone, such as `x-api-key`. */
    header: headerName()
      .refine((name) => !RESERVED.test(name), 'is not for credentials')
      .exactOptional(),
  })
  .refine(({ as, header }) => (as === 'header') === (header !== undefined), {
    error: 'a header is named where the credential is sent as a header, and nowhere else',
    path: ['header'],
  })

export const pullSchema = z
  .strictObject({
    /** Of the first page: `https`, or `http` on this machine; without credentials, which belong in the secret. */
    url: z.string().max(500).refine(isFeedAddress, 'is not https (http on loopback alone), or carries more'),
    leg: z.enum(['certificates', 'bookings']).default('certificates'),
    accept: z
      .string()
      .regex(/^[\x20-\x7e]{1,200}$/)
      .default('text/csv, application/json;q=0.9'),
    cursor: z
      .strictObject({
        /** The query parameter in which it is sent. */
        parameter: z
          .string()
          .regex(/^[\w.[\]-]{1,60}$/)
          .default('cursor'),
        /** The header of an answer that holds the next one; else `Link: <...>; rel="next"` is read. */
        header: headerName().default('next-cursor'),
        /** Statuses that say that the server has forgotten the cursor. */
        expired: z.array(z.int().min(400).max(499)).default([410]),
      })
      .prefault({}),
    credential: credential.exactOptional(),
    everyMinutes: z.int().min(1).max(1440).default(5),
    pagesPerRun: z.int().min(1).max(10_000).default(500),
    /** No page is begun after it. */
    timeLimitSeconds: z.int().min(1).max(600).default(240),
    /** For one page, from the first byte sent to the last received. */
    requestTimeoutSeconds: z.number().positive().max(120).default(60),
    pageMebibytes: z.number().positive().max(128).default(32),
    /** Without a page for so long, within `hours`, officials are told that the feed stopped. */
    silentAfterMinutes: z.int().min(5).max(10_080).default(60),
    hours: z
      .strictObject({ from: timeOfDay(), to: timeOfDay() })
      .refine(({ from, to }) => from < to, 'end before they begin')
      .prefault({ from: '06:00', to: '22:00' }),
  })
  .refine(({ timeLimitSeconds, everyMinutes }) => timeLimitSeconds < everyMinutes * 60, {
    error: 'a run has to be over when the next begins',
    path: ['timeLimitSeconds'],
  })
  .refine(({ silentAfterMinutes, everyMinutes }) => silentAfterMinutes > everyMinutes, {
    error: 'is no longer than the time between two runs',
    path: ['silentAfterMinutes'],
  })

export type PullConfig = z.output<typeof pullSchema>

/** What may be asked of one run; `from` leaves the stored cursor for another. */
export const pullEventSchema = z.object({
  from: z.union([z.literal('beginning'), z.strictObject({ cursor: z.string().min(1).max(1000) })]).optional(),
})

function isFeedAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password, hash } = new URL(text)
  const fits = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname))
  return fits && username === '' && password === '' && hash === ''
}
