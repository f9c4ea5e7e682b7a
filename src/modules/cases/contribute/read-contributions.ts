import type { Question } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { OwnApplication } from '../apply/load-application.ts'
import { casesFaults } from '../contract.ts'
import { type FormPart, partOf, partsOf, questionsFor, questionsOfFacts } from './parts-of-form.ts'
import { type ContributionDeps, type ContributionRow, statusOf } from './standing.ts'
import type { CasesTables, ContributionStatus } from '../tables.ts'

/** As whoever is asked reads it: nothing of the application but this. */
export interface AskedOf {
  id: string
  event: string
  /** In the words of the form that the application began with. */
  pack: Pack
  part: string
  asker: string
  status: ContributionStatus
  askedAt: Date
  endsAt: Date
  settledAt: Date | null
  /** What is asked, or was. */
  questions: Question[]
  answers: Record<string, string> | null
  sentence: string | null
  /** Of the application. */
  application: CasesTables['application']['status']
}

export type AskedPart = FormPart & { asked: Pick<ContributionRow, 'id' | 'label' | 'status' | 'name' | 'sentence' | 'asked_at' | 'ends_at' | 'opened_at' | 'settled_at'>[] }

export async function readForm({ db, editions, clock }: ContributionDeps, { id, event, pack_edition }: Pick<OwnApplication, 'id' | 'event' | 'pack_edition'>): Promise<{ parts: AskedPart[] }> {
  await editions.know(pack_edition)
  const rows = await db.transaction((tx) => tx.selectFrom('contribution').select(['id', 'part', 'label', 'status', 'name', 'sentence', 'asked_at', 'ends_at', 'opened_at', 'settled_at']).where('application_id', '=', id).orderBy('id', 'desc').execute())
  return { parts: partsOf(editions.packAt(pack_edition), event).map((part) => ({ ...part, asked: rows.filter((row) => row.part === part.id).map((row) => ({ ...row, status: statusOf(row, clock) })) })) }
}

/** Of one person, newest first; never more of the application than what it is for and how it stands. */
export async function readAsked({ db, editions, clock }: ContributionDeps, person: string, id?: string): Promise<AskedOf[]> {
  const rows = await db.transaction((tx) => tx.selectFrom('contribution').innerJoin('application', 'application.id', 'contribution.application_id')
    .select(['contribution.id', 'contribution.part', 'contribution.asker', 'contribution.status', 'contribution.answers', 'contribution.sentence', 'contribution.asked_at', 'contribution.ends_at', 'contribution.settled_at',
      'application.event', 'application.draft', 'application.pack_edition', 'application.status as application'])
    .where('contribution.person', '=', person).$if(id !== undefined, (query) => query.where('contribution.id', '=', id!)).orderBy('contribution.id', 'desc').limit(100).execute())
  if (id !== undefined && rows.length === 0) throw new Fault(casesFaults.noSuchContribution)
  return Promise.all(rows.map(async ({ draft, pack_edition, asked_at, ends_at, settled_at, ...row }): Promise<AskedOf> => {
    await editions.know(pack_edition)
    const pack = editions.packAt(pack_edition)
    const open = questionsFor(pack, row.event, draft, row.id)
    const status = statusOf({ ...row, ends_at }, clock)
    // A newer form, or one that is there no more, asks this of nobody.
    const over = status === 'opened' && (open.length === 0 || row.application !== 'draft' || editions.formGone(pack_edition, row.event) !== undefined)
    const questions = status === 'given' ? questionsOfFacts(pack, row.event, Object.keys(row.answers ?? {})) : open.length > 0 ? open : partOf(pack, row.event, row.part)?.questions ?? []
    return { ...row, pack, status: over ? 'taken-back' : status, askedAt: asked_at, endsAt: ends_at, settledAt: settled_at, questions }
  }))
}
