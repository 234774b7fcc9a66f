import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { localInbox } from '../../../lib/adapters/local/inbox.ts'
import { aMessage, anOfficial } from '../../support/messages.ts'

let directory: string

beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'milaan-inbox-')), 'inbox')
})
afterEach(() => rm(join(directory, '..'), { recursive: true }))

const idsIn = async (): Promise<string[]> => (await localInbox(directory).list()).map(({ id }) => id)

describe('the local inbox', () => {
  it('is empty before the first message', async () => {
    expect(await localInbox(directory).list()).toEqual([])
    expect(await localInbox(directory).html()).toContain('0 messages')
  })

  it('lists what arrived with exactly the fields of the contract', async () => {
    const inbox = localInbox(directory)
    expect(await inbox.publish(aMessage(), anOfficial())).toMatchObject({ ok: true })
    const { subject, ...listed } = aMessage()
    expect(subject).toBeNull()
    expect(await inbox.list()).toEqual([listed])
  })

  it('keeps one file of a message that is published twice, even at once', async () => {
    const inbox = localInbox(directory)
    const [first, second] = await Promise.all([
      inbox.publish(aMessage(), anOfficial()),
      inbox.publish(aMessage(), anOfficial()),
    ])
    expect(second).toEqual(first)
    expect(await localInbox(directory).publish(aMessage(), anOfficial())).toEqual(first)
    expect(await readdir(directory)).toHaveLength(1)
  })

  it('keeps the order of publishing over a restart, whatever the ids', async () => {
    const ids = ['z', 'a', '../up', 'm/n', 'क', 'b'.repeat(900)]
    for (const id of ids.slice(0, 3)) await localInbox(directory).publish(aMessage({ id }), anOfficial())
    const again = localInbox(directory)
    await Promise.all(ids.slice(3).map((id) => again.publish(aMessage({ id }), anOfficial())))
    expect(await idsIn()).toEqual(ids)
    expect(await readdir(join(directory, '..'))).toEqual(['inbox'])
  })

  it('sees nothing of a file that a crash left half written', async () => {
    await localInbox(directory).publish(aMessage(), anOfficial())
    const [name] = await readdir(directory)
    await writeFile(join(directory, `.${name}.1.part`), '{"message":')
    expect(await idsIn()).toEqual([aMessage().id])
    await localInbox(directory).publish(aMessage({ id: 'next' }), anOfficial())
    expect(await idsIn()).toEqual([aMessage().id, 'next'])
  })

  it('goes on after a message that could not be written', async () => {
    await writeFile(directory, 'in the way')
    const inbox = localInbox(directory)
    await expect(inbox.publish(aMessage(), anOfficial())).rejects.toThrow()
    await rm(directory)
    expect(await inbox.publish(aMessage(), anOfficial())).toMatchObject({ ok: true })
  })

  it('refuses, as SNS does, who has no number', async () => {
    expect(await localInbox(directory).publish(aMessage(), anOfficial({ phone: null }))).toEqual({
      ok: false,
      refusal: { code: 'no-phone', retry: false },
    })
    expect(await idsIn()).toEqual([])
  })
})

describe('the page of the local inbox', () => {
  it('shows an SMS as a handset does, with its encoding, length and parts', async () => {
    const inbox = localInbox(directory)
    await inbox.publish(aMessage({ text: 'a'.repeat(160) }), anOfficial())
    await inbox.publish(aMessage({ id: 'long', text: 'म'.repeat(71) }), anOfficial())
    const html = await inbox.html()
    expect(html).toContain('SMS to A. Deshmukh, Head of department (head)')
    expect(html).toContain('GSM-7, 160 of 160, 1 part<')
    expect(html).toContain('UCS-2, 71, 2 parts<')
  })

  it('shows an e-mail with its subject, and a centre status as JSON', async () => {
    const inbox = localInbox(directory)
    await inbox.publish(
      aMessage({ channel: 'email', subject: 'Milaan: DKMM', text: 'one\ntwo' }),
      anOfficial(),
    )
    await inbox.publish(
      aMessage({
        id: 's',
        channel: 'centre-status',
        to: 'centre-status',
        tier: null,
        text: '{"sequence":2}',
      }),
      null,
    )
    const html = await inbox.html()
    expect(html).toContain('<p class="subject">Milaan: DKMM</p>\n<pre>one\ntwo</pre>')
    expect(html).toContain(
      '<h2>Centre status to machines (centre-status)</h2>\n<pre class="json">{\n  &quot;sequence&quot;: 2\n}</pre>',
    )
  })

  it('escapes everything that came from outside', async () => {
    const evil = `<script>alert("1")</script>&'`
    const message = aMessage({
      id: evil,
      to: evil,
      centreId: evil,
      incidentId: evil,
      text: evil,
      subject: evil,
    })
    const inbox = localInbox(directory)
    await inbox.publish({ ...message, channel: 'email' }, anOfficial({ name: evil, role: evil }))
    await inbox.publish({ ...message, id: 'sms' }, anOfficial())
    await inbox.publish({ ...message, id: 'status', channel: 'centre-status' }, null)
    const html = await inbox.html()
    expect(html).not.toContain('<script')
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;')
  })
})
