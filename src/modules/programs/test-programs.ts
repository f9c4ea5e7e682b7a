/** The room by itself for tests: real PostgreSQL, a clock that is set by hand, and a receiver over HTTP that checks every message with a library of strangers. */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { roomDatabase } from '../../../tests/support/room-database.ts'
import { createEvents, type EventType } from '../../kernel/events/events.ts'
import { createJobs } from '../../kernel/events/jobs.ts'
import type { Official } from '../../kernel/http/principal.ts'
import { createLog } from '../../kernel/log/log.ts'
import type { Message } from './contract.ts'
import { createPrograms } from './index.ts'
import { secretOf } from './keys.ts'
import { sendDeliveries, type SendDeps } from './send-deliveries.ts'
import type { ProgramsTables } from './tables.ts'

export type TestPrograms = Awaited<ReturnType<typeof openTestPrograms>>

export async function openTestPrograms() {
  const room = await roomDatabase()
  const log = createLog({ level: 'silent', key: Buffer.alloc(32) })
  const events = createEvents()
  const jobs = createJobs(room.database.pool, events, log)
  let now = Temporal.Instant.from('2026-11-24T01:00:00Z')
  const clock = { now: () => now, today: () => Temporal.PlainDate.from('2026-11-24') }
  const key = Buffer.alloc(32, 7)
  const reach = () => ({ isAllowed: () => true })
  const gone: { part: string; agency: string }[] = []
  const programs = createPrograms({ database: room.database, clock, events, jobs, cases: { withdrawnParts: () => Promise.resolve(gone) }, key, inside: ['localhost'], reach })
  const db = room.database.room<ProgramsTables>('programs')
  const sending: SendDeps = { db, clock, key, reach }
  return {
    room, db, programs, jobs, events, gone, sending,
    administrator: { kind: 'official', official: 'o1', name: 'n', agency: 'kepco', roles: ['administrator'], session: 's' } as Official,
    pass: (time: Temporal.DurationLike) => { now = now.add(time) },
    secretOf: (subscription: string) => secretOf(key, subscription),
    /** An event as the outbox brings it. @returns its id, to bring it again */
    async tell(type: EventType<never>, payload: object, eventId: string = randomUUID()) {
      await room.ask(`insert into kernel.event (id, name, version, payload) values ($1, $2, 1, $3) on conflict do nothing`, [eventId, type.name, payload])
      for (const reaction of events.reactionsTo(type.name, type.version)) await reaction.run(payload, { eventId, happenedAt: new Date(now.epochMilliseconds) })
      return eventId
    },
    /** @param patience milliseconds for one message */
    send: (subscription: string, patience?: number) => sendDeliveries({ ...sending, ...(patience === undefined ? {} : { patience }) }, subscription),
    close: () => room.close(),
  }
}

/** What a receiver does with a message: answers with a status, or not at all. */
export type Manner = number | 'never'

/** An agency's receiver on this machine. It takes a message only where the library says that it is ours. */
export async function startReceiver() {
  const got: { id: string; message: Message }[] = []
  const tries: string[] = []
  let manner: (id: string) => Manner = () => 204
  let secret = ''
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const id = String(request.headers['webhook-id'])
      tries.push(id)
      const status = manner(id)
      if (status === 'never') return
      // The library counts the age of a message by the machine's clock; the tests' own is another.
      const checked = { ...request.headers as Record<string, string> }
      const message = new TimelessWebhook(secret).verify(body, checked) as Message
      if (status < 300) got.push({ id, message })
      response.writeHead(status).end('an answer that nobody reads')
    }).catch((cause: unknown) => { response.writeHead(400).end(String(cause)) })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', () => { resolve() }) })
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/hooks`, got, tries,
    takes: (next: Manner | ((id: string) => Manner)) => { manner = typeof next === 'function' ? next : () => next },
    knows: (next: string) => { secret = next },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => { server.close(resolve) })
    },
  }
}

/** Everything of the library but the age of a message. */
class TimelessWebhook extends Webhook {
  override verify(body: string, headers: Record<string, string>): unknown {
    const seconds = Number(headers['webhook-timestamp'])
    const signed = this.sign(headers['webhook-id']!, new Date(seconds * 1_000), body)
    if (!headers['webhook-signature']!.split(' ').includes(signed)) throw new Error('not signed by us')
    return JSON.parse(body)
  }
}

async function read(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}
