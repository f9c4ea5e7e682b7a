/**
 * Services that collect what a register holds as owed, such as a tax: the amount is what the register said last, with its time, and it is
 * asked once more before anything is sent. What has changed in between is shown first.
 */
import { sql } from 'kysely'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { PublicService } from '../../../../packages/pack-kit/schema/service.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { factOfRegisters, type KnownValue } from '../../exchange/index.ts'
import { casesFaults } from '../contract.ts'
import type { CasesTables } from '../tables.ts'
import { changeDraft } from './change-draft.ts'
import type { Draft } from './draft.ts'
import type { ReadKnownDeps } from './read-known.ts'

/** @property amount in the currency's smallest unit @property register who said so, `at` its own time */
export interface Collected { amount: number; register: string; field: string; at: string }

/** @returns undefined where nothing is owed, or no register has said so */
export function collectedBy({ facts }: Pack, { collects }: Pick<PublicService, 'collects'>, known: readonly KnownValue[] | null): Collected | undefined {
  const fact = facts.find((one) => one.fact === collects?.fact)
  const said = fact?.from && known?.find(({ register, field }) => register === fact.from?.register && field === fact.from.field)
  if (!fact || !said) return undefined
  const amount = factOfRegisters(fact, [said])
  return typeof amount === 'number' && Number.isSafeInteger(amount) && amount > 0 ? { amount, register: said.register, field: said.field, at: said.answeredAt } : undefined
}

const collecting = ({ lifeEvents, services }: Pack, event: string) => {
  const named = lifeEvents.find(({ id }) => id === event)?.services ?? []
  return services.filter(({ id, collects }) => collects !== undefined && named.includes(id))
}

/**
 * Asks the registers once more what is owed, and keeps what they say now.
 * @throws amountChanged where it is another amount: the draft has it, and is looked at first; amountSilent where nobody can say it
 */
export async function lookAgain({ db, editions, exchange, purposeOf, readOwn }: ReadKnownDeps, person: string, id: string): Promise<void> {
  const { draft, event, pack_edition, receipt, version } = await readOwn(person, id)
  const pack = editions.packAt(pack_edition)
  const services = collecting(pack, event)
  if (receipt !== null || services.length === 0 || draft.known === null) return
  const registers = services.flatMap(({ collects }) => pack.facts.flatMap(({ fact, from }) => (fact === collects?.fact && from ? [from.register] : [])))
  const { known, silent } = await exchange.askOwnData({ person, purpose: purposeOf(event, pack), caseId: id, registers })
  if (silent.length > 0) throw new Fault(casesFaults.amountSilent, { values: { register: silent[0]!.register } })
  const isFresh = ({ register, field }: KnownValue) => known.some((one) => one.register === register && one.field === field)
  const looked = (current: Draft): Draft => ({ ...current, known: [...(current.known ?? []).filter((one) => !isFresh(one)), ...known] })
  if (saidOf(pack, services, known) !== saidOf(pack, services, draft.known)) {
    await changeDraft({ db, editions }, person, id, looked)
    throw new Fault(casesFaults.amountChanged)
  }
  // The same amount at a later time: what was looked at, and signed at a counter, is still what is sent.
  await db.transaction((tx) => tx.updateTable('application').set({ draft: JSON.stringify(looked(draft)) }).where('id', '=', id).where('person', '=', person).where('status', '=', 'draft').where('version', '=', version).execute())
}

/** Days in which whoever begins again is led to what has been asked; what lies unpaid longer may be another year's. */
const fresh = 31

/**
 * The application in which the same is asked already, and not paid: nobody is asked twice for what the register still holds as owed.
 * @param known what the registers say now; where they say something else than then, it is asked anew. Absent: nobody has looked, and what was asked lately counts
 * @returns its receipt number
 */
export async function askedAlready(tx: Tx<CasesTables>, pack: Pack, person: string, event: string, at: Date, known?: readonly KnownValue[] | null): Promise<string | undefined> {
  const services = collecting(pack, event)
  if (services.length === 0) return undefined
  const happened = (kind: string) => sql`(select count(*) from cases.happening h where h.application_id = line.application_id and h.kind = ${sql.lit(kind)} and h.detail ->> 'service' = line.service)`
  const rows = await tx.selectFrom('line').innerJoin('application', 'application.id', 'line.application_id').innerJoin('part', 'part.id', 'line.part_id').select(['application.receipt', 'application.draft', 'application.submitted_at'])
    .where('application.person', '=', person).where('application.status', 'in', ['submitted', 'closed']).where('line.service', 'in', services.map(({ id }) => id)).where('line.status', 'in', ['pending', 'approved'])
    .where('part.objection_to', 'is', null).where('part.reclaim', 'is', null)
    .where(sql<boolean>`${happened('fee-received')} <= ${happened('fee-unreceived')} and ${happened('fee-lifted')} = 0`)
    .orderBy('application.id', 'desc').execute()
  const same = rows.find(({ draft, submitted_at: sent }) => (known === undefined ? sent !== null && at.getTime() - sent.getTime() < fresh * 86_400_000 : saidOf(pack, services, known) === saidOf(pack, services, draft.known)))
  return same?.receipt ?? undefined
}

/** All that the register of a debt says, its day with the amount: the same amount half a year later is another debt. */
function saidOf(pack: Pack, services: readonly PublicService[], known: readonly KnownValue[] | null): string {
  const registers = new Set(services.map(({ collects }) => pack.facts.find(({ fact }) => fact === collects?.fact)?.from?.register))
  return (known ?? []).filter(({ register }) => registers.has(register)).map(({ register, field, value }) => `${register}.${field} ${JSON.stringify(value)}`).sort((a, b) => a.localeCompare(b)).join('\n')
}
