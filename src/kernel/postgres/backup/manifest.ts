/** What a backup holds: every file with its size and SHA-256, and a sum over the list itself. */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

export interface BackupFile {
  /** below data/, with forward slashes */
  path: string
  bytes: number
  sha256: string
}

export interface Manifest {
  format: 1
  /** everything acknowledged before this instant is inside */
  upTo: string
  /** major version of the server that alone can read the files */
  postgres: string
  /** write-ahead log position at which the restored database is whole */
  position: string
  files: BackupFile[]
  /** over the list of files */
  sha256: string
}

export const manifestName = 'manifest.json'
export const sumOf = (files: BackupFile[]) => createHash('sha256').update(JSON.stringify(files)).digest('hex')

/** @throws Error with the reason when the folder is no backup, or not the one that was made */
export async function verifyBackup(folder: string): Promise<Manifest> {
  const manifest = readManifest(folder)
  const data = join(folder, 'data')
  for (const file of manifest.files) {
    const path = join(data, file.path)
    if (!existsSync(path)) throw new Error(`The backup is damaged: ${file.path} is missing.`)
    const { size } = statSync(path)
    if (size !== file.bytes) throw new Error(`The backup is damaged: ${file.path} has ${size} bytes and had ${file.bytes}.`)
    if (await sha256Of(path) !== file.sha256) throw new Error(`The backup is damaged: the content of ${file.path} has changed.`)
  }
  const expected = new Set(manifest.files.map(({ path }) => path))
  const extra = filesBelow(data).find((path) => !expected.has(path))
  if (extra) throw new Error(`The backup is damaged: ${extra} was not in it when it was made.`)
  return manifest
}

function readManifest(folder: string): Manifest {
  const file = join(folder, manifestName)
  if (!existsSync(file)) throw new Error(`${folder} is no finished backup: it has no ${manifestName}.`)
  let manifest: Manifest
  try {
    manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest
  } catch (cause) {
    throw new Error(`The backup is damaged: ${manifestName} cannot be read.`, { cause })
  }
  const format: unknown = manifest.format
  if (format !== 1) throw new Error(`${folder} has a format that this release does not know: ${JSON.stringify(format)}.`)
  if (manifest.sha256 !== sumOf(manifest.files)) throw new Error(`The backup is damaged: the list in ${manifestName} has changed.`)
  return manifest
}

export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')).sort()
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(part as Buffer)
  return hash.digest('hex')
}
