/** What a long run has measured stays in a file: a run that was stopped goes on after the last part. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** @param file null: nothing is kept */
export function keepParts<Part>(file: string | null) {
  const parts = new Map<string, Part>(file !== null && existsSync(file) ? Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Part>) : [])
  return {
    async measure(name: string, measure: () => Promise<Part>): Promise<Part> {
      const known = parts.get(name)
      if (known !== undefined) return known
      const part = await measure()
      parts.set(name, part)
      if (file !== null) {
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(`${file}.part`, JSON.stringify(Object.fromEntries(parts)))
        renameSync(`${file}.part`, file)
      }
      return part
    },
  }
}
