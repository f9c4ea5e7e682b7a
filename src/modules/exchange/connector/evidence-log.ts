/**
 * The connector's own evidence: one line for each answer, durable before the answer leaves, in a chain of SHA-256 that the agency's own key
 * signs. Lines of the same moment share one write to the disk and one signature. A file a day (UTC); the chain goes on from file to file.
 */
import { sign } from 'node:crypto'
import { mkdirSync, truncateSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { OwnKeys } from '../protocol/party.ts'
import { type EvidenceRecord, findHead, headText, type Line, nextChain } from './read-evidence-log.ts'

export interface EvidenceLog {
  /** Durable when it resolves. */
  add(record: EvidenceRecord): Promise<void>
  close(): Promise<void>
}

/** @throws Error when what is there has been changed: then a person has to look before anything more is answered */
export function openEvidenceLog(folder: string, keys: OwnKeys): EvidenceLog {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = findHead(folder, keys)
  // What stands after the last signature was being written when the machine stopped; no answer has left for it.
  if (found.unsigned) truncateSync(join(folder, found.unsigned.file), found.unsigned.from)
  let { seq, chain } = found
  let waiting: { record: EvidenceRecord; done: PromiseWithResolvers<void> }[] = []
  let writing: Promise<void> | undefined
  let current: { day: string; file: FileHandle } | undefined

  const fileOf = async (day: string) => {
    if (current?.day === day) return current.file
    await current?.file.close()
    current = { day, file: await open(join(folder, `evidence-${day}.jsonl`), 'a', 0o600) }
    return current.file
  }
  const writeBatch = async (batch: typeof waiting) => {
    let [at, link] = [seq, chain]
    const lines = batch.map(({ record }) => {
      at += 1
      link = nextChain(link, record)
      return JSON.stringify({ seq: at, chain: link, ...record } satisfies Line)
    })
    const head = JSON.stringify({ head: at, chain: link, signed: sign(null, headText(keys.id, at, link), keys.signing.key).toString('base64') })
    const file = await fileOf(new Date().toISOString().slice(0, 10))
    await file.appendFile(`${[...lines, head].join('\n')}\n`)
    await file.datasync()
    ;[seq, chain] = [at, link]
  }
  const write = async () => {
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      try {
        await writeBatch(batch)
        for (const { done } of batch) done.resolve()
      } catch (cause) {
        for (const { done } of batch) done.reject(cause)
      }
    }
    writing = undefined
  }
  return {
    add(record) {
      const done = Promise.withResolvers<void>()
      waiting.push({ record, done })
      writing ??= write()
      return done.promise
    },
    async close() {
      await writing
      await current?.file.close()
    },
  }
}
