import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The platform's own English: the reference set of keys, and the texts of a pack's language `en`. */
export const ownMessages = join(import.meta.dirname, '../../src/web/messages/en')

/** All catalogues of the folders in one table; what comes later wins. */
export function readMessages(...folders: string[]): Record<string, string> {
  const messages: Record<string, string> = {}
  for (const folder of folders) {
    if (!existsSync(folder)) continue
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.json')).sort()) {
      Object.assign(messages, JSON.parse(readFileSync(join(folder, name), 'utf8')))
    }
  }
  return messages
}
