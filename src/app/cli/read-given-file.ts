import { readFileSync } from 'node:fs'

/** A file that was named on the command line. @throws Error that names the option and the file */
export function readGivenFile(option: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException
    throw new Error(`${option} ${path}: ${code === 'ENOENT' ? 'there is no such file.' : code === 'EISDIR' ? 'this is a folder, not a file.' : `it cannot be read (${code ?? 'unknown'}).`}`, { cause })
  }
}
