/** The room by itself for tests: real PostgreSQL and jobs, a clock that moves, and whatever channels a test opens. */
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { roomDatabase } from '../../../tests/support/room-database.ts'
import { createEvents } from '../../kernel/events/events.ts'
import { createJobs } from '../../kernel/events/jobs.ts'
import { createLog } from '../../kernel/log/log.ts'
import { koreanPack as pack } from '../../web/test-view.ts'
import { createWordings } from '../../web/wordings.ts'
import type { Channels } from './channels/channel.ts'
import type { Print } from './messages/letters-told.ts'
import { createNotices } from './index.ts'

export type TestNotices = Awaited<ReturnType<typeof openTestNotices>>

/** @param channels open ones; none of them means the portal's inbox alone. @param print of letters, which the room itself does not write */
export async function openTestNotices(channels: Channels = {}, print: Print = () => Promise.reject(new Error('no letter is printed here'))) {
  const room = await roomDatabase()
  const log = createLog({ level: 'silent', key: Buffer.alloc(32) })
  const events = createEvents()
  const jobs = createJobs(room.database.pool, events, log)
  let now = Temporal.Instant.from('2026-03-09T10:00:00+09:00')
  const clock = { now: () => now, today: () => now.toZonedDateTimeISO(pack.timeZone).toPlainDate() }
  const notices = createNotices({
    database: room.database, pack, clock, events, jobs, log, channels, origin: 'https://maru.example', key: Buffer.alloc(32, 1), print,
    wordingIn: createWordings(pack, (language, key) => { throw new Error(`${language} lacks ${key}`) }),
  })
  return {
    room, log, notices,
    /** @param at RFC 9557, such as `2026-03-09T22:00:00+09:00` */
    moveTo: (at: string) => { now = Temporal.Instant.from(at) },
    /** As the delivery job does it, as often as wanted. */
    async deliver(type: { name: string; version: number }, payload: unknown, eventId: string, happenedAt = new Date()) {
      await room.database.room('notices').transaction((tx) =>
        sql`select kernel.emit(${eventId}, ${type.name}, ${type.version}, ${JSON.stringify(payload)})`.execute(tx))
        .catch((cause: { code?: string }) => {
          if (cause.code !== '23505') throw cause
        })
      for (const reaction of events.reactionsTo(type.name, type.version)) await reaction.run(payload, { eventId, happenedAt })
    },
    /** The jobs run until what is awaited has come, or ten seconds have gone. */
    async work(until: () => Promise<boolean> | boolean) {
      const end = Date.now() + 10_000
      await jobs.start()
      try {
        while (!await until() && Date.now() < end) await pause(20)
      } finally {
        await jobs.stop()
      }
    },
    close: () => room.close(),
  }
}
