/** The files of a pack: those of its folder, and those that stand over them. A text that stands over a file takes its place; it can be a new file too. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Path relative to the pack → text. */
export type Overlay = ReadonlyMap<string, string>

export interface PackFiles {
  folder: string
  /** Paths in a folder of the pack, in their order. @param under '' for the pack itself */
  list(under: string, ending: string): string[]
  has(path: string): boolean
  /** @returns undefined where there is none */
  read(path: string): string | undefined
}

const none: Overlay = new Map()

export function packFiles(folder: string, overlay: Overlay = none): PackFiles {
  return {
    folder,
    list(under, ending) {
      const path = join(folder, under)
      const own = existsSync(path) ? readdirSync(path).map((name) => (under === '' ? name : `${under}/${name}`)) : []
      const over = [...overlay.keys()].filter((name) => name.slice(0, Math.max(0, name.lastIndexOf('/'))) === under)
      return [...new Set([...own, ...over])].filter((name) => name.endsWith(ending)).sort()
    },
    has: (path) => overlay.has(path) || existsSync(join(folder, path)),
    read(path) {
      const over = overlay.get(path)
      if (over !== undefined) return over
      try {
        return readFileSync(join(folder, path), 'utf8')
      } catch {
        return undefined
      }
    },
  }
}
