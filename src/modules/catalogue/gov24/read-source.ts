import { open } from 'node:fs/promises'
import { ImportError } from './remark.ts'
import { fetchSafely, sizeLimit } from './fetch-safely.ts'

/**
 * The text of a file, or of what stands at an https address.
 * @throws ImportError with what to do instead
 */
export async function readSource(source: string): Promise<string> {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(source)) return fetchSafely(source)
  try {
    await using file = await open(source)
    const { size } = await file.stat()
    if (size > sizeLimit) throw new ImportError(`${source} is larger than ${sizeLimit / 1024 / 1024} MB. Import it in parts: pages of the API are joined.`)
    return await file.readFile('utf8')
  } catch (cause) {
    if (cause instanceof ImportError) throw cause
    throw new ImportError(`${source} cannot be read: ${(cause as Error).message}`, { cause })
  }
}

/** Where it came from, without the key that an address may carry. */
export function originOf(source: string): string {
  return URL.canParse(source) && source.startsWith('https:') ? `${new URL(source).origin}${new URL(source).pathname}` : source
}
