import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the server does with a request: answers, refuses with an SNS error, or drops the connection. */
export type SnsAnswer =
  | { readonly kind: 'accept' }
  | { readonly kind: 'refuse'; readonly status: number; readonly code: string }
  | { readonly kind: 'hang-up' }

export interface SnsServer {
  readonly endpoint: string
  /** Every request's form, in order. */
  readonly requests: Readonly<Record<string, string>>[]
  /** For every request from now on. */
  answer(next: SnsAnswer): void
  close(): Promise<void>
}

/** A real HTTP server on loopback that speaks the SNS query protocol: a form in, XML out. */
export async function startSnsServer(): Promise<SnsServer> {
  const requests: Record<string, string>[] = []
  let answer: SnsAnswer = { kind: 'accept' }
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk
    })
    request.on('end', () => {
      const form = Object.fromEntries(new URLSearchParams(body))
      requests.push(form)
      if (answer.kind === 'hang-up') return void request.socket.destroy()
      response.statusCode = answer.kind === 'accept' ? 200 : answer.status
      response.setHeader('content-type', 'text/xml')
      response.end(
        answer.kind === 'accept' ? acceptance(form.Action ?? '', requests.length) : refusal(answer.code),
      )
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answer(next) {
      answer = next
    },
    close: () => {
      server.closeAllConnections()
      return new Promise((closed) => server.close(() => closed()))
    },
  }
}

/** The attributes of a Publish, by name: `[type, value]`. */
export function attributesOf(
  form: Readonly<Record<string, string>>,
): Record<string, readonly [string, string]> {
  const at = (n: number, field: string): string => form[`MessageAttributes.entry.${n}.${field}`] ?? ''
  const found: Record<string, readonly [string, string]> = {}
  for (let n = 1; at(n, 'Name') !== ''; n++) {
    found[at(n, 'Name')] = [at(n, 'Value.DataType'), at(n, 'Value.StringValue')]
  }
  return found
}

function acceptance(action: string, n: number): string {
  const result =
    action === 'Publish'
      ? `<MessageId>message-${n}</MessageId>`
      : `<SubscriptionArn>arn:aws:sns:ap-south-1:111122223333:alerts:subscription-${n}</SubscriptionArn>`
  return `<${action}Response xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>request-${n}</RequestId></ResponseMetadata></${action}Response>`
}

function refusal(code: string): string {
  return `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${code}</Code><Message>Refused +919999900001</Message></Error><RequestId>request</RequestId></ErrorResponse>`
}
