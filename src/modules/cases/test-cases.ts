/** Sent applications for tests of the room: parts at agencies, each with one line, straight into real PostgreSQL. */
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import { roomDatabase } from '../../../tests/support/room-database.ts'
import type { Official } from '../../kernel/http/principal.ts'
import { newId } from '../../kernel/ids/ids.ts'
import type { CasesTables } from './tables.ts'

export type TestCases = Awaited<ReturnType<typeof openTestCases>>

interface PartAt { agency: string; part: string; line: string }

export const pack = loadPack('packs/kr')
/** The pack, and every application by it. */
export const of = (one: Pack) => ({ pack: one, editions: { packAt: () => one } })
export const at = (agency: string): Official => ({ kind: 'official', official: `test-${agency}`, agency, name: 'Test', roles: ['caseworker'], session: 'test' })
export const clock = { now: () => Temporal.Instant.from('2026-11-24T01:00:00Z'), today: () => Temporal.PlainDate.from('2026-11-24') }
export const approve = (line: string) => [{ line, outcome: 'approved' as const, reason: null }]

export async function openTestCases() {
  const room = await roomDatabase()
  return {
    room,
    db: () => room.database.room<CasesTables>('cases'),
    /** An open part at each agency, with one line. */
    async caseAt(...agencies: string[]): Promise<{ application: string; parts: [PartAt, ...PartAt[]] }> {
      const application = newId()
      await room.ask(`insert into cases.application (id, person, event, status, draft, language, receipt) values ($1, 'KR-DEMO-000001', 'birth', 'submitted', '{}', 'ko', $2)`, [application, application])
      const parts: PartAt[] = []
      for (const agency of agencies) {
        const [part, line] = [newId(), newId()]
        await room.ask(`insert into cases.part (id, application_id, agency, purpose, status, due_on, clock_service) values ($1, $2, $3, 'x', 'open', '2026-12-01', 'birth-report')`, [part, application, agency])
        await room.ask(`insert into cases.line (id, part_id, application_id, service, status) values ($1, $2, $3, 'birth-report', 'pending')`, [line, part, application])
        parts.push({ agency, part, line })
      }
      return { application, parts: parts as [PartAt] }
    },
    events: (application: string, name: string) => room.ask(`select 1 from kernel.event where name = $1 and payload ->> 'caseId' = $2`, [name, application]),
  }
}
