/** A witness as a program of its own: its key, its memory and its port; of the platform it knows the logs' public keys alone. */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { readSignerKey, readVkey } from '../note/key.ts'
import { longestNote } from '../note/note.ts'
import { answerCheckpoint, type WitnessReply } from './answer-checkpoint.ts'
import { openState } from './keep-state.ts'

export interface WitnessOptions {
  /** Holds `witness.key` (a signing key of type 0x04) and `logs` (a verifier key a line), `hosts` (a host a line whose histories of keys it watches over), and what it remembers. */
  folder: string
  host: string
  /** 0 for any that is free. */
  port: number
}

/** Bytes: thousands of changes of keys. */
const longestHistory = 8 * 1024 * 1024

export interface Witness { url: string; close(): Promise<void> }

/** @throws Error with a sentence when the folder lacks the key */
export async function serveWitness({ folder, host, port }: WitnessOptions): Promise<Witness> {
  const key = readSignerKey(readFileSync(join(folder, 'witness.key'), 'utf8').trim())
  if (key.type !== 4) throw new Error(`${join(folder, 'witness.key')} is no key of a witness. Make one: maru witness new`)
  const state = openState(folder)
  const logKeys = () => readFileSync(join(folder, 'logs'), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#')).map(readVkey)
  logKeys()
  const now = () => Math.floor(Date.now() / 1_000)

  const answer = async (request: IncomingMessage): Promise<WitnessReply> => {
    const seen = /^\/([0-9a-f]{64})\/checkpoint$/.exec(request.url ?? '')?.[1]
    const note = request.method === 'GET' && seen !== undefined ? state.read(seen) : undefined
    if (note !== undefined) return { status: 200, type: 'text/plain; charset=utf-8', text: note }
    if (request.method === 'POST' && request.url === '/add-did-entry') {
      const body = await readBounded(request, longestHistory)
      // Loaded by whoever watches over histories, and by nobody else.
      const { answerDidLog } = await import('./answer-did-log.ts')
      return body ? answerDidLog({ folder, key, state }, body) : { status: 400, type: 'text/plain', text: 'too long\n' }
    }
    if (request.method !== 'POST' || request.url !== '/add-checkpoint') return { status: 404, type: 'text/plain', text: 'not here\n' }
    // The longest note, and a proof before it.
    const body = await readBounded(request, longestNote + 8_192)
    return body ? answerCheckpoint({ key, logKeys, state, now }, body) : { status: 400, type: 'text/plain', text: 'too long\n' }
  }
  const server = createServer((request, response) => {
    answer(request).then(({ status, type, text }) => response.writeHead(status, { 'content-type': type }).end(text), () => response.writeHead(500).end())
  })
  server.listen(port, host)
  await once(server, 'listening')
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => { server.close(resolve) })
    },
  }
}

async function readBounded(request: IncomingMessage, most: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > most) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
