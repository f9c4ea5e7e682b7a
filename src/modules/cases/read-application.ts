import type { RoomDatabase } from '../../kernel/db/database.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import { reclaimsIn } from './decide/reclaims-in.ts'
import { readTakenDown, type TakenDownRow } from './counter/read-visits.ts'
import { objectionTo } from './decide/open-objection.ts'
import { casesFaults, type ApplicationReply } from './contract.ts'
import { readByReceipt, readHappenings, readLines, readParts, readQuestions, readReferrals } from './queries.ts'
import type { CasesTables } from './tables.ts'

/** Everything of one sent application, for its own person. */
export async function readApplication(db: RoomDatabase<CasesTables>, person: string, receipt: string) {
  return db.transaction(async (tx) => {
    const application = await readByReceipt(tx, person, receipt)
    if (!application) throw new Fault(casesFaults.noSuchApplication)
    const id = application.id
    return {
      application, parts: await readParts(tx, id), lines: await readLines(tx, id),
      happenings: await readHappenings(tx, id), questions: await readQuestions(tx, id), referrals: await readReferrals(tx, id), takenDown: await readTakenDown(tx, id),
    }
  })
}
export type ReadApplication = Awaited<ReturnType<typeof readApplication>>

export const takenDownInReply = (rows: readonly TakenDownRow[]) => rows.map(({ official, agency, at, signed }) => ({ official, agency, at: at.toISOString(), signed }))

/** @param pack as the application began with it */
export function toReply(pack: Pack, read: ReadApplication): ApplicationReply {
  const { application, parts, lines, happenings } = read
  return {
    receipt: application.receipt ?? '', event: application.event, status: application.status,
    submittedAt: (application.submitted_at ?? application.created_at).toISOString(),
    parts: parts.map((part) => ({
      agency: part.agency, objectionTo: objectionTo(part), status: part.status, dueOn: part.due_on,
      lines: lines.filter((line) => line.part_id === part.id).map((line) => ({
        service: line.service, status: line.status, decidedAt: line.decided_at?.toISOString() ?? null, reason: line.reason,
      })),
    })),
    reclaims: reclaimsIn(pack, read).map(({ letter: { id, agency, services, asked, reason, at }, due, objectUntil, objection }) => ({
      reclaim: id, agency, service: services[0]!, ...asked!, reason: reason ?? '', askedAt: at.toISOString(), payBackBy: due, objectUntil: objection === undefined ? objectUntil ?? null : null,
    })),
    takenDownBy: takenDownInReply(read.takenDown),
    timeline: happenings.map(({ at, kind, agency }) => ({ at: at.toISOString(), kind, agency })),
  }
}
