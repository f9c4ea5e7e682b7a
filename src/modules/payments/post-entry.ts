/** One entry with its two postings. The database refuses one that does not balance, whoever writes it. */
import type { Tx } from '../../kernel/db/database.ts'
import { newId } from '../../kernel/ids/ids.ts'
import { accountOf, type EntryKind, entryKinds } from './chart.ts'
import type { PaymentsTables } from './tables.ts'

export interface NewEntry {
  /** The same for a repetition: `owed/<obligation>`. */
  key: string
  kind: EntryKind
  obligation: { id: string; agency: string; service: string; amount: number }
  order?: string
  /** Key of the entry that this one takes back. */
  reverses?: string
  actor: string
  reason?: string
}

/** @returns the entry's id; undefined where it had been written before */
export async function postEntry(tx: Tx<PaymentsTables>, { key, kind, obligation, order, reverses, actor, reason }: NewEntry): Promise<string | undefined> {
  const { agency, service, amount } = obligation
  const back = reverses === undefined ? undefined : await tx.selectFrom('entry').select('id').where('key', '=', reverses).executeTakeFirstOrThrow()
  const entry = await tx.insertInto('entry').values({
    id: newId(), key, kind, agency, obligation: obligation.id, payment_order: order ?? null, reverses: back?.id ?? null, actor, reason: reason ?? null,
  }).onConflict((conflict) => conflict.column('key').doNothing()).returning('id').executeTakeFirst()
  if (!entry) return undefined
  const { debit, credit } = entryKinds[kind]
  const accounts = [accountOf(agency, debit, service), accountOf(agency, credit, service)] as const
  await tx.insertInto('account').values([...accounts]).onConflict((conflict) => conflict.column('id').doNothing()).execute()
  await tx.insertInto('posting').values([{ entry: entry.id, account: accounts[0].id, amount }, { entry: entry.id, account: accounts[1].id, amount: -amount }]).execute()
  return entry.id
}
