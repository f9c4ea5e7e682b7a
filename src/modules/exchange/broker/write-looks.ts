/**
 * Decides questions and writes their looks in one transaction of two round trips: what decides is read under locks, and what is decided goes
 * with the commit. Consent is held by a row lock until the look is durable.
 */
import { randomBytes } from 'node:crypto'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { SendPacket, Statement } from '../../../kernel/db/send-packets.ts'
import { emittingAll } from '../../../kernel/events/events.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { firstIdOf, newId } from '../../../kernel/ids/ids.ts'
import type { Entering } from '../../../kernel/transparency/store/enter-entries.ts'
import { type AccessRow, accessEntry } from '../access-entry.ts'
import { beginningsOf, endsOf, type LinkedLook, linkingLooks, looksText, type NewLook, placeLooks, withoutChain } from '../chain/link-looks.ts'
import { Disclosed, exchangeFaults } from '../contract.ts'
import type { LogAccess } from '../log-access.ts'
import type { ExchangeQuestion } from '../protocol/question.ts'
import { type ConsentFound, findingConsents } from './find-consents.ts'
import { type Counted, countingLooks, findSpent, questionsADay } from './find-spent.ts'
import { beginningFlights, endingFlights } from './in-flight.ts'

export interface Asked extends ExchangeQuestion { requester: string }
export type Outcome = AccessRow | Fault

export type WriteLooks = (send: SendPacket, today: string, questions: readonly Asked[], landed: string[]) => Promise<Entering<Outcome[]>>

const day = 24 * 3_600_000

/** @returns writes; `landed` are flights that are over, and go along */
export function createWriteLooks({ db }: LogAccess, pack: Pack): WriteLooks {
  const { lockChains, beginChains, findStanding, insertLooks, growChains } = linkingLooks(db)
  const [findConsents, countLooks, beginFlights, endFlights] = [findingConsents(db), countingLooks(db), beginningFlights(db), endingFlights(db)]
  const announce = db.statement<{ ids: string[]; payloads: string[] }, never>((_, { ids, payloads }) => emittingAll(Disclosed, ids, payloads))
  const budgets = new Map(pack.purposes.map(({ id, questionsADay: own }) => [id, own ?? questionsADay]))

  return async (send, today, questions, landed) => {
    const persons = questions.map(({ subject }) => subject)
    const keys = questions.map(keyOf)
    const read = async () => {
      // Consents before chains, as everywhere: nobody who holds a chain waits for a consent.
      const [consents, chains, counted, standing] = await send(
        findConsents({ persons, purposes: questions.map(({ purpose }) => purpose), cases: questions.map((asked) => asked.case), today }), lockChains({ persons: [...new Set(persons)] }),
        // With the chains locked: whoever else asks about one of these people waits until this transaction has ended, and sees what it has written.
        countLooks({ persons, recipients: questions.map(({ requester }) => requester), since: firstIdOf(Date.now() - day) }), findStanding({ keys }))
      return { chains, counted, standing: standing.map(({ key }) => key), outcomes: decide(questions, keys, consents, findSpent(counted, questions.map((asked) => ({ ...asked, budget: budgets.get(asked.purpose) ?? questionsADay })))) }
    }
    let found = await read()
    const first = withoutChain([...new Set(allowedOf(found.outcomes).map(({ person }) => person))], found.chains)
    if (first.length > 0) {
      // Somebody else may begin it at the same moment: what is decided is decided with the chain in hand.
      await send(beginChains(beginningsOf(first)))
      found = await read()
    }
    const allowed = allowedOf(found.outcomes)
    const { rows, grown } = placeLooks(found.chains, found.standing, allowed)
    const written = new Map(rows.map((row) => [row.id, row]))
    const firsts = firstsOfTheDay(found.counted, rows)
    const last: Statement<unknown>[] = landed.length === 0 ? [] : [endFlights({ ids: landed })]
    if (rows.length > 0) last.push(
      insertLooks({ looks: looksText(rows) }), growChains(endsOf(grown)), beginFlights({ ids: rows.map(({ id }) => id), consents: rows.map(({ consent_id }) => consent_id!) }),
      ...firsts.length === 0 ? [] : [announce({ ids: firsts.map(() => newId()), payloads: firsts.map(disclosedText) })],
    )
    // A question that comes a second time was answered, or refused, the first time: another is a new question.
    const result = found.outcomes.map((outcome) => (outcome instanceof Fault ? outcome : written.get(outcome.id) ?? new Fault(exchangeFaults.askedBefore)))
    return { result, last, entries: rows.map(accessEntry) }
  }
}

/** With the person in it: looks of one key stand in one chain, and wait for each other there. */
const keyOf = ({ requester, subject, question }: Asked) => `question/${requester}/${subject}/${question}`

function decide(questions: readonly Asked[], keys: readonly string[], consents: readonly ConsentFound[], spent: ReadonlySet<number>): (NewLook | Fault)[] {
  const live = new Map(consents.map(({ place, id, fields }) => [place - 1, { id, fields: new Set(fields) }]))
  return questions.map((asked, at) => {
    if (spent.has(at)) return new Fault(exchangeFaults.budgetSpent, { retryAfter: 3_600 })
    const consent = live.get(at)
    if (!consent) return new Fault(exchangeFaults.noConsent)
    if (!asked.fields.every((field) => consent.fields.has(`${asked.register}.${field}`))) return new Fault(exchangeFaults.beyondConsent)
    return {
      // The moment is set here, in whole milliseconds: the entry commits to it.
      key: keys[at]!, id: newId(), at: new Date(), person: asked.subject, recipient: asked.requester, recipient_role: 'agency', purpose: asked.purpose,
      register: asked.register, fields: [...asked.fields], case_id: asked.case, consent_id: consent.id, salt: randomBytes(32),
    }
  })
}

const allowedOf = (outcomes: readonly (NewLook | Fault)[]) => outcomes.filter((outcome): outcome is NewLook => !(outcome instanceof Fault))

/** Of an agency that asks for the same purpose many times on one day, the person hears once; each look stands in the log. */
function firstsOfTheDay(counted: readonly Counted[], rows: readonly LinkedLook[]): LinkedLook[] {
  const about = ({ person, recipient, purpose }: Pick<LinkedLook, 'person' | 'recipient' | 'purpose'>) => `${person}\n${recipient}\n${purpose}`
  const told = new Set(counted.map(about))
  return rows.filter((row) => {
    const isFirst = !told.has(about(row))
    told.add(about(row))
    return isFirst
  })
}

const disclosedText = ({ person, purpose, recipient, case_id, register, fields }: AccessRow) =>
  JSON.stringify({ person, purpose, recipient, caseId: case_id, fields: fields.map((field) => `${register}.${field}`) })
