/** What follows from decisions: the birth enters the register, and certificates are issued. Every step may be repeated. */
import Type from 'typebox'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { RoomDatabase } from '../../kernel/db/database.ts'
import type { Events } from '../../kernel/events/events.ts'
import { defineJob, enqueue, type Jobs } from '../../kernel/events/jobs.ts'
import { nightsOf } from '../../kernel/events/nights.ts'
import type { Log } from '../../kernel/log/log.ts'
import { strict, Uuid } from '../../kernel/schema/schema.ts'
import type { Wording } from '../../web/wordings.ts'
import type { Editions } from '../catalogue/index.ts'
import type { Credentials } from '../credentials/index.ts'
import type { Exchange } from '../exchange/index.ts'
import { endConsents, EndConsents } from './apply/delete-draft.ts'
import { certifyLine } from './decide/certify-line.ts'
import { LinesDecided, ReclaimDecided, Submitted, Withdrawn } from './contract.ts'
import { deliverPart, DeliverPart, type DeliverDeps, SettleCollected } from './parts/deliver-part.ts'
import { isBirthReport, RegisterBirths, registerBirths } from './decide/register-births.ts'
import { noteDeath } from './parts/note-death.ts'
import { noteSameBirth } from './parts/note-same-birth.ts'
import { succeedAgencies } from './parts/succeed-agencies.ts'
import { lifeEventOf } from './apply/subject.ts'
import { tellGaps } from './letters/letters.ts'
import { readApplication } from './read-application.ts'
import type { CasesTables } from './tables.ts'
import { settleCollected } from './decide/settle-collected.ts'
import { WriteRecord, writeRecord } from './decide/write-record.ts'

/** Each night, and when the house opens. */
const SucceedAgencies = defineJob('cases.succeed-agencies', strict({}))

/** Somebody has died whom an application is about: what they did for others, and others for them, is over. */
const TellDeath = defineJob('cases.tell-death', strict({ person: Type.String() }))

/** The person has taken the application back: what was gathered for it is for nobody any more. */
const ForgetGathered = defineJob('cases.forget-gathered', strict({ person: Type.String(), caseId: Uuid, agencies: Type.Array(Type.String()) }))

/** The text of a service names what its case does not hold: told to whoever runs the house. */
const TellGaps = defineJob('cases.tell-gaps', strict({ person: Type.String(), receipt: Type.String(), lines: Type.Array(Uuid) }))

const CertifyLine = defineJob('cases.certify-line', strict({ line: Uuid, decidedOn: Type.String() }))

export interface ReactionDeps extends DeliverDeps {
  db: RoomDatabase<CasesTables>
  pack: Pack
  editions: Editions
  events: Events
  jobs: Jobs
  exchange: Exchange
  credentials: Credentials
  /** Ends the mandates, payments and cards of somebody who has died; may be called again. */
  died(person: string): Promise<void>
  wordingIn(tag: string): Wording
  log: Log
}

/** @returns has what abolished agencies had go to their successors soon, and every night after it */
export function reactToDecisions(deps: ReactionDeps): { nightly(): Promise<void> } {
  const { db, pack, editions, clock, events, jobs, exchange } = deps
  jobs.define(DeliverPart, ({ part }) => deliverPart(deps, part))
  const nights = nightsOf(db, SucceedAgencies, {}, { clock, timeZone: pack.timeZone, hour: 0 })
  jobs.define(SucceedAgencies, async () => {
    await nights.next()
    await succeedAgencies(deps)
  })
  jobs.define(RegisterBirths, ({ line }) => registerBirths(db, exchange, line))
  jobs.define(WriteRecord, (change) => writeRecord(db, editions, exchange, change))
  const settle = settleCollected({ db, clock })
  jobs.define(SettleCollected, ({ part }) => settle(part))
  jobs.define(CertifyLine, ({ line, decidedOn }) => certifyLine(deps, line, decidedOn))
  jobs.define(TellGaps, async ({ person, receipt, lines }) => {
    const read = await readApplication(db, person, receipt)
    await editions.know(read.application.pack_edition)
    tellGaps(deps.log, { ...deps.wordingIn(read.application.language), pack: editions.packAt(read.application.pack_edition) }, read, lines)
  })
  jobs.define(ForgetGathered, (of) => exchange.kept.forget(of))
  jobs.define(EndConsents, (of) => endConsents(exchange, of))
  jobs.define(TellDeath, async ({ person }) => {
    await noteDeath(db, person)
    await deps.died(person)
  })
  events.on(Submitted, 'cases.tell-death', db, async (tx, { caseId, event }) => {
    if (lifeEventOf(pack, event)?.subject?.entity !== 'deceased') return
    const about = await tx.selectFrom('application').select('subject').where('id', '=', caseId).executeTakeFirst()
    if (about?.subject) await enqueue(tx, TellDeath, { person: about.subject })
  })
  events.on(Submitted, 'cases.same-birth', db, (tx, { caseId }) => noteSameBirth(tx, caseId))
  events.on(Withdrawn, 'cases.forget-gathered', db, async (tx, { person, caseId }) => {
    // What has been decided stays decided, with what it rests on.
    const parts = await tx.selectFrom('part').select('agency').where('application_id', '=', caseId).where('status', '=', 'withdrawn').execute()
    if (parts.length > 0) await enqueue(tx, ForgetGathered, { person, caseId, agencies: parts.map(({ agency }) => agency) })
  })
  events.on(ReclaimDecided, 'cases.tell-gap-of-reclaim', db, (tx, { person, receipt, letter }) => enqueue(tx, TellGaps, { person, receipt, lines: [letter] }))
  events.on(LinesDecided, 'cases.follow-decisions', db, async (tx, { caseId, person, receipt, lines }, { happenedAt }) => {
    const { pack_edition } = await tx.selectFrom('application').select('pack_edition').where('id', '=', caseId).executeTakeFirstOrThrow()
    await editions.know(pack_edition)
    const own = editions.packAt(pack_edition)
    const written = lines.filter(({ service, outcome }) => own.services.find(({ id }) => id === service)?.letters?.[outcome]).map(({ line }) => line)
    if (written.length > 0) await enqueue(tx, TellGaps, { person, receipt, lines: written })
    for (const { line, service, outcome } of lines) {
      if (outcome !== 'approved') continue
      const decided = own.services.find(({ id }) => id === service)
      // What is collected is written when it is paid.
      if (decided?.writes && !decided.collects) await enqueue(tx, WriteRecord, { line })
      if (isBirthReport(own, service)) await enqueue(tx, RegisterBirths, { line })
      if (own.services.find(({ id }) => id === service)?.certificate) {
        await enqueue(tx, CertifyLine, { line, decidedOn: happenedAt.toISOString() })
      }
    }
  })
  return { nightly: nights.soon }
}
