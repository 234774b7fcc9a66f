import type { Message, Official } from '../outbox.ts'

/** Where a message goes; the address of an e-mail is the topic's own knowledge, by the official's subscription. */
export type Address =
  | { readonly kind: 'phone'; readonly phone: string }
  | { readonly kind: 'email'; readonly officialId: string }
  | { readonly kind: 'centre-status' }
  | { readonly kind: 'nowhere'; readonly code: 'unknown-official' | 'no-phone' | 'no-email' }

/** Looked up when it is sent, so that an official's new number takes effect at once. */
export function addressOf(message: Message, official: Official | null): Address {
  if (message.channel === 'centre-status') return { kind: 'centre-status' }
  if (official === null) return { kind: 'nowhere', code: 'unknown-official' }
  switch (message.channel) {
    case 'sms':
      return official.phone ? { kind: 'phone', phone: official.phone } : { kind: 'nowhere', code: 'no-phone' }
    case 'email':
      return official.email
        ? { kind: 'email', officialId: official.officialId }
        : { kind: 'nowhere', code: 'no-email' }
  }
}
