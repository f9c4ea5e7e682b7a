/** Reads a connector's evidence again from its first line, as its agency and any auditor can. */
import { hash, verify } from 'node:crypto'
import { closeSync, createReadStream, existsSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Party } from '../protocol/party.ts'

/** What an answer leaves behind: names and digests, never a value. */
export interface EvidenceRecord {
  at: string
  requester: string
  /** The question as it was signed, with its signature. */
  question: string
  signature: string
  signatureInput: string
  permit: string
  /** Digest of the encrypted answer. */
  answer: string
}

export interface Line extends EvidenceRecord { seq: number; chain: string }
interface HeadLine { head: number; chain: string; signed: string }

export const nextChain = (chain: string, record: EvidenceRecord) => hash('sha256', `${chain}\n${JSON.stringify(record)}`, 'base64')
export const headText = (register: string, head: number, chain: string) => Buffer.from(`maru-connector-evidence/1\n${register}\n${head}\n${chain}\n`)

const filesOf = (folder: string) => (existsSync(folder) ? readdirSync(folder).filter((name) => /^evidence-\d{4}-\d\d-\d\d\.jsonl$/.test(name)).sort() : [])

/**
 * @param each hears of every record, oldest first
 * @returns how many records are signed
 * @throws Error that names the first line that does not follow from those before it
 */
export async function verifyEvidenceLog(folder: string, party: Party, each: (record: Line) => void = () => undefined): Promise<number> {
  let [seq, chain, signed] = [0, '', 0]
  const files = filesOf(folder)
  for (const file of files) {
    let number = 0
    for await (const text of createInterface({ input: createReadStream(join(folder, file)) })) {
      number += 1
      const where = `${file}, line ${number}`
      const line = readLine(text)
      if (!line) throw new Error(`${where}: not a line of evidence`)
      if ('head' in line) {
        if (line.head !== seq || line.chain !== chain || !isSigned(party, line)) throw new Error(`${where}: the signed head does not fit the lines before it`)
        signed = seq
        continue
      }
      const { seq: at, chain: link, ...record } = line
      if (at !== seq + 1 || link !== nextChain(chain, record)) throw new Error(`${where}: does not follow from the line before it`)
      ;[seq, chain] = [at, link]
      each(line)
    }
  }
  if (signed !== seq) throw new Error(`the last ${seq - signed} records are not signed`)
  return signed
}

export interface EvidenceHead {
  seq: number
  chain: string
  /** Of the last file, what stands after its last signed head: bytes from here on. */
  unsigned: { file: string; from: number } | undefined
}

/** Where a connector goes on writing, without reading years of evidence. @throws Error when the last file holds lines and no head that its key has signed */
export function findHead(folder: string, party: Party): EvidenceHead {
  const cut = { file: '', from: 0 }
  for (const file of filesOf(folder).toReversed()) {
    const { text, start, size } = readTail(join(folder, file))
    // Where each line ends, its newline included; the last has none.
    let end = size + 1
    for (const line of text.split('\n').toReversed()) {
      const found = readLine(line)
      if (end <= size && found && 'head' in found && isSigned(party, found)) {
        const unsigned = cut.file === '' ? (end < size ? { file, from: end } : undefined) : cut
        return { seq: found.head, chain: found.chain, unsigned }
      }
      end -= Buffer.byteLength(line) + 1
    }
    if (start > 0) throw new Error(`${file}: its last ${text.length} bytes hold no head that the key of ${party.id} has signed`)
    // A file whose first batch never got its signature.
    if (size > 0 && cut.file !== '') throw new Error(`${file} holds no head that the key of ${party.id} has signed`)
    if (size > 0) Object.assign(cut, { file, from: 0 })
  }
  return { seq: 0, chain: '', unsigned: cut.file === '' ? undefined : cut }
}

/** Longer than any batch of lines. */
const tail = 16 * 1024 * 1024

function readTail(path: string): { text: string; start: number; size: number } {
  const held = openSync(path, 'r')
  try {
    const { size } = fstatSync(held)
    const start = Math.max(0, size - tail)
    const bytes = Buffer.alloc(size - start)
    readSync(held, bytes, 0, bytes.length, start)
    return { text: bytes.toString('utf8'), start, size }
  } finally {
    closeSync(held)
  }
}

const isSigned = ({ id, verifying }: Party, { head, chain, signed }: HeadLine) => [...verifying.values()].some((key) => verify(null, headText(id, head, chain), key, Buffer.from(signed, 'base64')))

function readLine(text: string): Line | HeadLine | undefined {
  try {
    return JSON.parse(text) as Line | HeadLine
  } catch {
    return undefined
  }
}
