/**
 * Reads the registers for a page of residents at once, under a purpose whose law lets an agency look at everybody. Of each household
 * one is asked about; everybody whose data comes along is committed to before any of it is released.
 */
import { randomBytes } from 'node:crypto'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Purpose } from '../../../../packages/pack-kit/schema/purpose.ts'
import type { Register } from '../../../../packages/pack-kit/schema/register.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { demandReceipts } from '../../../kernel/transparency/transparency.ts'
import { exchangeFaults, type KnownValue, type Silence } from '../contract.ts'
import type { LogAccess } from '../log-access.ts'
import { purposeOf, splitField } from '../purposes.ts'
import type { RegisterClient } from '../register-client.ts'
import { commitmentOf, sweepEntry } from './sweep-entry.ts'

export interface Sweep {
  /** Names the run over everybody that this page belongs to. */
  pass: string
  purpose: string
  /** In the order of their ids. */
  people: readonly string[]
}

export interface Household {
  /** Whom the registers were asked about: the first of those who live together. */
  head: string
  members: string[]
  known: KnownValue[]
}

export interface EverybodyDeps { access: LogAccess; pack: Pack; client: RegisterClient }

/** People a question: a register answers it in a second. */
const atOnce = 500
/** What the register of residents calls those who live together. */
const members = 'members'

/** @throws Fault exchange.beyond-purpose, exchange.register-unavailable: a page is known whole or not at all */
export async function askEverybody({ access, pack, client }: EverybodyDeps, { pass, purpose: id, people }: Sweep): Promise<Household[]> {
  const purpose = everybodysPurpose(pack, id)
  const ask = (register: Register, fields: readonly string[], subjects: readonly string[]) => askInParts(client, { register, purpose: id, fields }, subjects)
  const homes = householdsOf(await ask(residentsOf(pack), [members], people))
  const heads = homes.map(({ head }) => head)
  const answers = heads.length === 0 ? [] : await Promise.all([...Map.groupBy(purpose.fields.map(splitField), ({ register }) => register)].map(([register, fields]) =>
    ask(pack.registers.find((one) => one.id === register)!, fields.map(({ field }) => field), heads)))
  await logSweep(access, { pass, purpose, people: [...new Set([...people, ...homes.flatMap((home) => home.members)])].sort() })
  return homes.map((home) => ({ ...home, known: answers.flatMap((register) => register.get(home.head) ?? []) }))
}

interface PartsQuestion { register: Register; purpose: string; fields: readonly string[] }

/** One register about many. @throws Fault exchange.register-unavailable */
export async function askInParts(client: RegisterClient, { register, purpose, fields }: PartsQuestion, subjects: readonly string[]): Promise<Map<string, KnownValue[]>> {
  const answers = new Map<string, KnownValue[]>()
  for (let from = 0; from < subjects.length; from += atOnce) {
    for (const [person, known] of heard(await client.askMany(register, { subjects: subjects.slice(from, from + atOnce), purpose, fields }))) answers.set(person, known)
  }
  return answers
}

/** Ids of residents after one of them, in their order. @throws Fault exchange.beyond-purpose, exchange.register-unavailable */
export async function listResidents({ pack, client }: Omit<EverybodyDeps, 'access'>, purpose: string, after: string, limit: number): Promise<string[]> {
  return heard(await client.listPeople(residentsOf(pack), { purpose: everybodysPurpose(pack, purpose).id, after, limit }))
}

export function everybodysPurpose(pack: Pack, id: string): Purpose & { agency: string } {
  const purpose = purposeOf(pack, id)
  if (purpose.everybody !== true || purpose.agency === null) throw new Fault(exchangeFaults.beyondPurpose)
  return { ...purpose, agency: purpose.agency }
}

function residentsOf(pack: Pack): Register {
  const register = pack.registers.find(({ residents }) => residents)
  if (!register) throw new Error(`no register of pack ${pack.id} keeps residents`)
  return register
}

function heard<Answer extends object>(answer: Answer | Silence): Answer {
  if ('reason' in answer) throw new Fault(exchangeFaults.registerUnavailable)
  return answer
}

/** Each household once: at the first of those who live in it, whom the register names first. */
function householdsOf(answers: ReadonlyMap<string, KnownValue[]>): Pick<Household, 'head' | 'members'>[] {
  return [...answers].flatMap(([person, [known]]) => {
    const ids = (Array.isArray(known?.value) ? known.value : []).flatMap((one) => (typeof one === 'object' && typeof one['personId'] === 'string' ? [one['personId']] : []))
    return ids[0] === person ? [{ head: person, members: ids }] : []
  })
}

export async function logSweep({ db, log }: LogAccess, { pass, purpose, people }: { pass: string; purpose: Purpose & { agency: string }; people: string[] }) {
  if (people.length === 0) return
  await log.open()
  // One pass may look under two purposes: what people are owed, and what they have to do.
  const key = `${pass}/${purpose.id}/${purpose.fields.length}/${people[0]!}/${people.at(-1)!}/${people.length}`
  const entries = await db.transaction(async (tx) => {
    const row = { id: newId(), pass, at: new Date(), recipient: purpose.agency, purpose: purpose.id, fields: purpose.fields, secret: randomBytes(32) }
    const commitments = Buffer.concat(people.map((person) => commitmentOf(row, person)))
    const isNew = await tx.insertInto('sweep').values({ ...row, key, first_person: people[0]!, last_person: people.at(-1)!, people: people.length, commitments })
      .onConflict((conflict) => conflict.column('key').doNothing()).returning('id').executeTakeFirst()
    if (isNew) await log.add(tx, [sweepEntry({ ...row, commitments })])
    // A page that another attempt has written is released by the entry of that attempt.
    const standing = await tx.selectFrom('sweep').select(['id', 'commitments']).where('key', '=', key).execute()
    return standing.map(sweepEntry)
  })
  demandReceipts(await log.receipts(entries.map((entry) => entry.id)), entries)
}
