import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { holdFolder } from '../../kernel/supervisor/hold-folder.ts'
import { newSignerKey, readSignerKey, writeVkey } from '../../kernel/transparency/note/key.ts'
import { serveWitness } from '../../kernel/transparency/witness/serve-witness.ts'
import { print, UsageError } from './command.ts'
import { untilAborted } from './until-aborted.ts'
import { writeNewFile } from './write-new-file.ts'

/** Makes a witness's folder; its public half is for those who write a policy. */
export async function newWitness(words: string[]): Promise<number> {
  const { values: { folder, name } } = parseArgs({ args: words, options: { folder: { type: 'string' }, name: { type: 'string' } } })
  if (!folder || !name) throw new UsageError('Say where and whose: --folder <folder> --name <name>, such as witness.example/ombudsman.')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const key = newSignerKey(name, 4)
  writeNewFile(join(folder, 'witness.key'), `${key}\n`)
  writeNewFile(join(folder, 'logs'), '# A verifier key a line: the logs to watch over.\n')
  writeNewFile(join(folder, 'hosts'), '# A host a line: whose histories of keys (did:webvh) to watch over.\n')
  print(writeVkey(readSignerKey(key)))
  return 0
}

/** A witness in the foreground, which needs no part of the platform but this program. */
export async function witness(words: string[], stop: AbortSignal): Promise<number> {
  const { values: { folder, host, port } } = parseArgs({ args: words, options: { folder: { type: 'string' }, host: { type: 'string', default: '127.0.0.1' }, port: { type: 'string', default: '0' } } })
  if (!folder || !/^\d{1,5}$/.test(port)) throw new UsageError('Say which folder, and a port if one is wanted: --folder <folder> --port <number>.')
  // Two that shared a key would be one witness with two memories.
  using _held = holdFolder(folder, 'maru witness')
  const running = await serveWitness({ folder, host, port: Number(port) })
  print(`Witness at ${running.url}`)
  await untilAborted(stop)
  await running.close()
  return 0
}
