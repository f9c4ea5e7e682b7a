/**
 * Decides questions and writes their looks, many in one transaction: whoever asks while a batch is under way waits for the next.
 * Consent is held by a row lock until the look is durable.
 */
import { randomBytes } from 'node:crypto'
import { setImmediate as turn } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { emit } from '../../../kernel/events/events.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { firstIdOf, newId } from '../../../kernel/ids/ids.ts'
import { demandReceipts } from '../../../kernel/transparency/transparency.ts'
import { type AccessRow, accessEntry } from '../access-entry.ts'
import { linkLooks, type NewLook } from '../chain/link-looks.ts'
import { Disclosed, exchangeFaults } from '../contract.ts'
import type { LogAccess } from '../log-access.ts'
import type { ExchangeQuestion } from '../protocol/question.ts'
import type { ExchangeTables } from '../tables.ts'
import { findConsents } from './find-consents.ts'
import { findSpent, questionsADay } from './find-spent.ts'
import { beginFlights, endFlights } from './in-flight.ts'

export interface Asked extends ExchangeQuestion { requester: string }

export interface Logged {
  row: AccessRow
  /** The log's signed note. */
  receipt: string
}

export interface QuestionLog {
  /** @throws Fault when there is no consent for it, it goes beyond it, or it has been asked before */
  log(asked: Asked): Promise<Logged>
  /** Its answer has left, or will never come. */
  ended(id: string): void
  close(): Promise<void>
}

interface Waiting { asked: Asked; logged: PromiseWithResolvers<Logged> }
type Outcome = AccessRow | Fault

/** Questions in one transaction, and transactions at a time. */
const most = 64
const lanes = 2
/** How long an ended flight may wait for the next transaction, in milliseconds. */
const tidyAfter = 40

export function createQuestionLog(access: LogAccess, pack: Pack, clock: Clock): QuestionLog {
  const waiting: Waiting[] = []
  let ended: string[] = []
  const running = new Set<Promise<void>>()
  let tidying: NodeJS.Timeout | undefined

  const run = async () => {
    // Those of the same moment come along.
    await turn()
    while (waiting.length > 0) await settle(waiting.splice(0, most))
  }
  const start = () => {
    const lane = run().finally(() => { running.delete(lane) })
    running.add(lane)
  }
  const settle = async (batch: Waiting[]) => {
    const flown = ended
    ended = []
    let outcomes: Outcome[]
    try {
      await access.log.open()
      outcomes = await access.db.transaction(async (tx) => {
        await endFlights(tx, flown)
        return writeLooks(tx, access, pack, clock.today().toString(), batch.map(({ asked }) => asked))
      })
    } catch (cause) {
      ended.push(...flown)
      for (const { logged } of batch) logged.reject(cause)
      return
    }
    // The next batch is under way while these wait for their numbers.
    void giveReceipts(access, batch, outcomes)
  }
  const tidy = () => {
    tidying = undefined
    const flown = ended
    ended = []
    if (flown.length > 0) access.db.transaction((tx) => endFlights(tx, flown)).catch(() => { ended.push(...flown) })
  }
  return {
    async log(asked) {
      const logged = Promise.withResolvers<Logged>()
      waiting.push({ asked, logged })
      if (running.size < lanes) start()
      return logged.promise
    },
    ended(id) {
      ended.push(id)
      tidying ??= setTimeout(tidy, tidyAfter)
    },
    async close() {
      clearTimeout(tidying)
      await Promise.all(running)
      tidy()
    },
  }
}

async function giveReceipts({ log }: LogAccess, batch: readonly Waiting[], outcomes: readonly Outcome[]) {
  const entries = outcomes.flatMap((outcome) => (outcome instanceof Fault ? [] : [accessEntry(outcome)]))
  try {
    const receipts = await log.receipts(entries.map(({ id }) => id))
    demandReceipts(receipts, entries)
    const notes = new Map(receipts.map(({ id, note }) => [id, note]))
    batch.forEach(({ logged }, at) => {
      const outcome = outcomes[at]!
      if (outcome instanceof Fault) logged.reject(outcome)
      else logged.resolve({ row: outcome, receipt: notes.get(outcome.id)! })
    })
  } catch (cause) {
    for (const { logged } of batch) logged.reject(cause)
  }
}

async function writeLooks(tx: Tx<ExchangeTables>, { log }: LogAccess, pack: Pack, today: string, questions: readonly Asked[]): Promise<Outcome[]> {
  const consents = await findConsents(tx, today, questions)
  const spent = await findSpent(tx, questions.map((asked) => ({ ...asked, budget: pack.purposes.find(({ id }) => id === asked.purpose)?.questionsADay ?? questionsADay })))
  const outcomes = questions.map((asked, at): NewLook | Fault => {
    if (spent.has(at)) return new Fault(exchangeFaults.budgetSpent, { retryAfter: 3_600 })
    const consent = consents.get(at)
    if (!consent) return new Fault(exchangeFaults.noConsent)
    if (!asked.fields.every((field) => consent.fields.has(`${asked.register}.${field}`))) return new Fault(exchangeFaults.beyondConsent)
    return {
      // With the person in it: looks of one key stand in one chain, and wait for each other there.
      key: `question/${asked.requester}/${asked.subject}/${asked.question}`,
      // Set here, in whole milliseconds: the entry commits to it.
      id: newId(), at: new Date(), person: asked.subject, recipient: asked.requester, recipient_role: 'agency', purpose: asked.purpose,
      register: asked.register, fields: [...asked.fields], case_id: asked.case, consent_id: consent.id, salt: randomBytes(32),
    }
  })
  const allowed = outcomes.filter((outcome): outcome is NewLook => !(outcome instanceof Fault))
  if (allowed.length === 0) return outcomes as Fault[]
  const firsts = await findFirstsOfTheDay(tx, allowed)
  const rows = await linkLooks(tx, allowed)
  const written = new Map(rows.map((row) => [row.id, row]))
  if (rows.length > 0) {
    await log.add(tx, rows.map(accessEntry))
    await beginFlights(tx, rows.map(({ id, consent_id }) => ({ id, consent_id: consent_id! })))
    for (const row of rows.filter(({ id }) => firsts.has(id))) await announce(tx, row)
  }
  // A question that comes a second time was answered, or refused, the first time: another is a new question.
  return outcomes.map((outcome) => (outcome instanceof Fault ? outcome : written.get(outcome.id) ?? new Fault(exchangeFaults.askedBefore)))
}

const day = 24 * 3_600_000

/** Of an agency that asks for the same purpose many times on one day, the person hears once; each look stands in the log. */
async function findFirstsOfTheDay(tx: Tx<ExchangeTables>, rows: readonly NewLook[]): Promise<Set<string>> {
  const { rows: found } = await sql<{ id: string }>`
    select distinct on (w.person, w.recipient, w.purpose) w.id::text from unnest(
      ${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ person }) => person)}::text[], ${rows.map(({ recipient }) => recipient)}::text[], ${rows.map(({ purpose }) => purpose)}::text[]) as w (id, person, recipient, purpose)
    where not exists (select from exchange.access_log a where a.person = w.person and a.id > ${firstIdOf(Date.now() - day)} and a.recipient = w.recipient and a.purpose = w.purpose and a.recipient_role = 'agency')`.execute(tx)
  return new Set(found.map(({ id }) => id))
}

const announce = (tx: Tx<ExchangeTables>, { person, purpose, recipient, case_id, register, fields }: AccessRow) =>
  emit(tx, Disclosed, { person, purpose, recipient, caseId: case_id, fields: fields.map((field) => `${register}.${field}`) })
