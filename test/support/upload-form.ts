/** The form of an upload, sent as a browser or a script sends it. */

export interface Form {
  readonly url: string
  readonly fields: Readonly<Record<string, string>>
}

/** The fields first, then the file; answers the status and the text. */
export async function sendForm(
  { url, fields }: Form,
  file: Uint8Array,
  { name = 'any name.csv', after = {} }: { name?: string; after?: Readonly<Record<string, string>> } = {},
): Promise<{ readonly status: number; readonly text: string }> {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  form.append('file', new Blob([Buffer.from(file)]), name)
  for (const [field, value] of Object.entries(after)) form.append(field, value)
  const response = await fetch(url, { method: 'POST', body: form })
  return { status: response.status, text: await response.text() }
}
