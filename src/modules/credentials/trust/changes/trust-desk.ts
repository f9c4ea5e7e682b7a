/**
 * The lists of foreign issuers, changed at the console: what one official wants another confirms, and it is done to the operator's file. What was fetched and shown is
 * what comes to be believed: between the look and the yes nothing is fetched again. To suspend takes belief away and waits for nobody.
 */
import { X509Certificate } from 'node:crypto'
import type { Selectable } from 'kysely'
import { noteAct } from '../../../../kernel/audit/note-act.ts'
import type { RoomDatabase, Tx } from '../../../../kernel/db/database.ts'
import { Fault } from '../../../../kernel/faults/faults.ts'
import type { Reach } from '../../../../kernel/http/call-outside.ts'
import type { Official } from '../../../../kernel/http/principal.ts'
import { newId } from '../../../../kernel/ids/ids.ts'
import type { PublicLog } from '../../log/public-log.ts'
import { decidedBy, demandSay, type Say, secondPersonFaults } from '../../second-person/demand-say.ts'
import type { CredentialsTables, TrustAct } from '../../tables.ts'
import { fetchList } from '../fetch-list.ts'
import { changesBetween, type ListChange } from '../list-changes.ts'
import { fingerprintOf, readTrustList, type TrustList } from '../read-trust-list.ts'
import { type HeldList, trustedLists } from '../trusted-lists.ts'
import { trustFaults } from './trust-faults.ts'

export type ChangeRow = Selectable<CredentialsTables['trust_change']>

export interface Candidate { address: string; token: string; root: Buffer }

/** A change with what it would do. */
export interface ShownChange {
  row: ChangeRow
  /** That would be believed, or is held now; undefined where it is held no longer. */
  list: TrustList | undefined
  /** By whose word: the root's name and fingerprint, or the version of a history. */
  signer: { name: string | undefined; fingerprint: string } | undefined
  /** Beside the list of theirs that is held. */
  changed: ListChange | undefined
}

export interface TrustDesk {
  /** In the operator's file. @throws Error where that cannot be read */
  lists(): Promise<HeldList[]>
  /** That wait for a second person, oldest first. */
  waiting(): Promise<ChangeRow[]>
  /** Settled, newest first. */
  settled(): Promise<ChangeRow[]>
  /** From the open internet. @throws Error with a sentence */
  fetch(address: string): Promise<string>
  /** Checked by the root, and shown before anybody is asked. @returns its id. @throws Error with a sentence where it would not be believed */
  draft(official: Official, candidate: Candidate): Promise<string>
  /** @throws noSuchProposal */
  find(id: string): Promise<ShownChange>
  /** A draft becomes what a second person is asked for. @throws noSuchProposal, proposalSettled */
  propose(official: Official, id: string): Promise<void>
  /** What is held: suspended at once; the rest waits. @returns the change. @throws noSuchTrustList */
  ask(official: Official, from: string, act: Exclude<TrustAct, 'believe'>): Promise<string>
  /** @throws noSuchProposal, proposalSettled, needsAnother; Error with a sentence where it does not hold any more */
  settle(official: Official, id: string, by: Say): Promise<void>
}

type Db = RoomDatabase<CredentialsTables>

export function createTrustDesk(db: Db, file: string, log: PublicLog, reach?: Reach): TrustDesk {
  const read = (id: string) => db.transaction((tx) => tx.selectFrom('trust_change').selectAll().where('id', '=', id).executeTakeFirst())
  const heldOf = async (from: string) => (await trustedLists.read(file)).find((list) => list.from === from)

  async function make(tx: Tx<CredentialsTables>, official: Official, row: Pick<ChangeRow, 'act' | 'list' | 'address' | 'root' | 'token'>, state: 'draft' | 'proposed' | 'done'): Promise<string> {
    const id = newId()
    const by = { made_by: official.official, made_by_name: official.name }
    await tx.insertInto('trust_change').values({ id, ...row, ...by, state, ...(state === 'done' ? decidedBy(official) : { decided_by: null, decided_by_name: null, decided_at: null }) }).execute()
    return id
  }

  const becomes = { propose: 'proposed', confirm: 'done', refuse: 'refused', drop: 'dropped' } as const

  async function settleAs(tx: Tx<CredentialsTables>, official: Official, id: string, say: keyof typeof becomes): Promise<ChangeRow> {
    const found = await tx.selectFrom('trust_change').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    const row = demandSay(found, official, say, say === 'propose' ? ['draft'] : say === 'drop' ? ['draft', 'proposed'] : ['proposed'])
    await tx.updateTable('trust_change').set({ state: becomes[say], ...(say === 'propose' ? {} : decidedBy(official)) }).where('id', '=', id).execute()
    return row
  }

  /** Whoever believes the platform can read in its log whom it began and ceased to believe, and by which root. */
  const tellLog = (tx: Tx<CredentialsTables>, act: TrustAct, list: string, root: string | undefined) =>
    log.add(tx, [{ id: newId(), entry: Buffer.from(JSON.stringify({ type: 'trusted-list', act, list, ...(root === undefined ? {} : { root }), at: new Date().toISOString() })) }])

  const note = (tx: Tx<CredentialsTables>, official: Official, act: string, { list, id }: { list: string; id: string }, detail: object = {}) => noteAct(tx, `official:${official.official}`, act, `trust-list:${list}`, { agency: official.agency, change: id, ...detail })

  /** In the transaction that says yes: where the file cannot be written nobody has. */
  async function apply({ act, list, token, root, address }: ChangeRow): Promise<string | undefined> {
    switch (act) {
      case 'believe': return (await trustedLists.add(file, token!, Buffer.from(root!, 'base64'), address ?? undefined)).fingerprint
      case 'suspend': case 'resume': {
        if (!trustedLists.suspend(file, list, act === 'suspend' ? new Date().toISOString() : undefined)) throw new Fault(trustFaults.noSuchTrustList)
        return undefined
      }
      case 'end': trustedLists.remove(file, list); return undefined
      default: throw new Error(act satisfies never)
    }
  }

  return {
    lists: () => trustedLists.read(file),
    waiting: () => db.transaction((tx) => tx.selectFrom('trust_change').selectAll().where('state', '=', 'proposed').orderBy('made_at').execute()),
    settled: () => db.transaction((tx) => tx.selectFrom('trust_change').selectAll().where('state', 'in', ['done', 'refused']).orderBy('decided_at', 'desc').limit(20).execute()),
    fetch: (address) => fetchList(address, reach).then((token) => token.trim()),
    async draft(official, { address, token, root }) {
      const { from } = await trustedLists.check(file, token, root)
      return db.transaction((tx) => make(tx, official, { act: 'believe', list: from, address, token, root: root.toString('base64') }, 'draft'))
    },
    async find(id) {
      const row = await read(id)
      if (!row || row.state === 'dropped') throw new Fault(secondPersonFaults.noSuchProposal)
      const held = await heldOf(row.list)
      if (row.act !== 'believe') return { row, list: held, signer: held && { name: undefined, fingerprint: held.fingerprint }, changed: undefined }
      const root = Buffer.from(row.root!, 'base64')
      // As of when it was made: what has ended since is shown as it was, and no longer taken.
      const list = await readTrustList(row.token!, root, row.made_at.getTime() / 1_000)
      return { row, list, signer: { name: new X509Certificate(root).subject.replaceAll('\n', ', '), fingerprint: fingerprintOf(root) }, changed: held && changesBetween(held.issuers, list.issuers, row.made_at.toISOString()) }
    },
    async propose(official, id) {
      await db.transaction(async (tx) => {
        const row = await settleAs(tx, official, id, 'propose')
        await note(tx, official, 'propose trust list', row, { act: row.act })
      })
    },
    async ask(official, from, act) {
      if (!(await heldOf(from))) throw new Fault(trustFaults.noSuchTrustList)
      await log.open()
      return db.transaction(async (tx) => {
        const id = await make(tx, official, { act, list: from, address: null, token: null, root: null }, act === 'suspend' ? 'done' : 'proposed')
        await note(tx, official, act === 'suspend' ? 'suspend trust list' : 'propose trust list', { list: from, id }, { act })
        if (act === 'suspend') {
          await tellLog(tx, act, from, undefined)
          trustedLists.suspend(file, from, new Date().toISOString())
        }
        return id
      })
    },
    async settle(official, id, by) {
      await log.open()
      await db.transaction(async (tx) => {
        const row = await settleAs(tx, official, id, by)
        const root = by === 'confirm' ? await apply(row) : undefined
        if (row.state === 'proposed') await note(tx, official, `${by} trust list`, row, { act: row.act, proposedBy: row.made_by })
        if (by === 'confirm') await tellLog(tx, row.act, row.list, root)
      })
    },
  }
}
