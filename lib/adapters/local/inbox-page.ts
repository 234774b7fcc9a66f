import { smsParts } from '../../domain/messages/sms-parts.ts'
import type { Message } from '../../domain/outbox.ts'
import type { Delivered } from './inbox.ts'

/** The inbox as a page: plain HTML and CSS, no script, readable at the width of a phone. */
export function inboxPage(delivered: readonly Delivered[]): string {
  const found = delivered.length === 1 ? '1 message' : `${delivered.length} messages`
  const items = delivered.map((one) => `<li>${messageHtml(one)}</li>`).join('\n')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Milaan: inbox</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Inbox</h1>
<p>${found}, oldest first, as their recipients would see them.</p>
<ol role="list">
${items}
</ol>
</main>
</body>
</html>
`
}

const STYLE = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 0; background: Canvas; color: CanvasText; }
main { max-width: 42rem; margin: 0 auto; padding: 1rem; }
ol { list-style: none; margin: 0; padding: 0; display: grid; gap: 1.5rem; }
h2 { font-size: 1rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
pre, .bubble { margin: .25rem 0; padding: .75rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
pre { border: 1px solid GrayText; border-radius: .25rem; font: inherit; }
.bubble { max-width: 22rem; border-radius: 1rem 1rem 1rem .25rem; background: #d7ead9; color: #10240f; }
.json { font-family: ui-monospace, monospace; font-size: .875rem; }
.subject { font-weight: 600; margin: .25rem 0; overflow-wrap: anywhere; }
.about { margin: 0; font-size: .875rem; overflow-wrap: anywhere; }
`

function messageHtml({ message, recipient }: Delivered): string {
  const to = recipient ? `${recipient.name}, ${recipient.role}` : 'machines'
  return `<article>
<h2>${titleOf(message)} to ${escapeHtml(to)} (${escapeHtml(message.to)})</h2>
${bodyHtml(message)}
<p class="about">${escapeHtml(aboutOf(message))}</p>
</article>`
}

function titleOf({ channel }: Message): string {
  switch (channel) {
    case 'sms':
      return 'SMS'
    case 'email':
      return 'E-mail'
    case 'centre-status':
      return 'Centre status'
  }
}

function bodyHtml({ channel, subject, text }: Message): string {
  switch (channel) {
    case 'sms':
      return `<p class="bubble">${escapeHtml(text)}</p>\n<p class="about">${escapeHtml(sizeOf(text))}</p>`
    case 'email':
      return `<p class="subject">${escapeHtml(subject ?? '')}</p>\n<pre>${escapeHtml(text)}</pre>`
    case 'centre-status':
      return `<pre class="json">${escapeHtml(indented(text))}</pre>`
  }
}

/** `GSM-7, 121 of 160, 1 part`. */
function sizeOf(text: string): string {
  const { encoding, units, parts } = smsParts(text)
  const single = encoding === 'GSM-7' ? 160 : 70
  const length = parts === 1 ? `${units} of ${single}` : `${units}`
  return `${encoding}, ${length}, ${parts} ${parts === 1 ? 'part' : 'parts'}`
}

function aboutOf({ centreId, date, incidentId, tier }: Message): string {
  const facts: readonly (readonly [string, string | number | null])[] = [
    ['centre', centreId],
    ['date', date],
    ['incident', incidentId],
    ['tier', tier],
  ]
  return facts.flatMap(([name, value]) => (value === null ? [] : [`${name} ${value}`])).join(', ')
}

function indented(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2)
  } catch {
    return json
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!)
}
