import type { RoomDatabase } from '../../kernel/db/database.ts'
import { Fault } from '../../kernel/faults/faults.ts'
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
      happenings: await readHappenings(tx, id), questions: await readQuestions(tx, id), referrals: await readReferrals(tx, id),
    }
  })
}
export type ReadApplication = Awaited<ReturnType<typeof readApplication>>

export function toReply({ application, parts, lines, happenings }: ReadApplication): ApplicationReply {
  return {
    receipt: application.receipt ?? '', event: application.event, status: application.status,
    submittedAt: (application.submitted_at ?? application.created_at).toISOString(),
    parts: parts.map((part) => ({
      agency: part.agency, status: part.status, dueOn: part.due_on,
      lines: lines.filter((line) => line.part_id === part.id).map((line) => ({
        service: line.service, status: line.status, decidedAt: line.decided_at?.toISOString() ?? null, reason: line.reason,
      })),
    })),
    timeline: happenings.map(({ at, kind, agency }) => ({ at: at.toISOString(), kind, agency })),
  }
}
