/** Reads a pack from its folder. Valid or not at all: the first mistake stops the start, and `pack check` lists them all. */
import { readPackFolder } from './read-folder.ts'
import type { Pack } from './schema/pack.ts'

export class PackError extends Error {}

export function loadPack(folder: string): Pack {
  const { pack, problems } = readPackFolder(folder)
  const first = problems[0]
  if (first) throw new PackError(`${first.file}${first.pointer}: ${first.message} ${problems.length > 1 ? `(and ${problems.length - 1} more; ` : '('}run: maru pack check ${folder})`)
  return pack
}
