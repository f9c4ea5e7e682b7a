/** The name of an analysed text. Another analyser finds other terms, so its own files are part of the name: nobody has to remember to say that it changed. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const folder = new URL('../analyse/', import.meta.url)
let edition: string | undefined

export function hashPiece(text: string, language: string): Buffer {
  edition ??= editionOfAnalyser()
  return createHash('sha256').update(edition).update(`\n${language}\n`).update(text).digest()
}

function editionOfAnalyser(): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.ts')).sort()) hash.update(readFileSync(new URL(name, folder)))
  const { version } = createRequire(import.meta.url)('garu-ko/package.json') as { version: string }
  return hash.update(version).digest('hex')
}
