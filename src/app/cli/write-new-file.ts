import { writeFileSync } from 'node:fs'

/** For its owner alone, on the disk before it is spoken of, and never over a file that is there: a lost key cannot be had again. */
export function writeNewFile(file: string, text: string) {
  try {
    writeFileSync(file, text, { mode: 0o600, flag: 'wx', flush: true })
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') throw new Error(`${file} is there already. Choose another name.`, { cause })
    throw cause
  }
}
