/**
 * A list as anyone fetches it: signed anew as soon as one of its entries has changed, else kept. What a process has signed
 * it believes for two seconds, so that a revocation is in the signed list within five. What it says stands in the log before it is signed.
 */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { KeyRing } from '../../../kernel/keys/key-ring.ts'
import { type Root, rootOfList, type RootLog } from '../log/log-roots.ts'
import type { CredentialsTables } from '../tables.ts'
import { signList } from './sign-list.ts'
import { type ChangedEntry, compress, packStates } from './status-list.ts'

/** Milliseconds */
const believed = 2_000

export interface PublishedList {
  jwt: string
  /** The binary form. */
  cwt: Buffer
  /** For If-None-Match. */
  tag: string
  /** What of it stands in the log. */
  root: Root
}

/** An entry of the log, byte for byte, with its proof (c2sp.org/tlog-proof). */
export interface ProvenRoot { entry: string; proof: string }

export interface StatusLists {
  read(origin: string, id: string): Promise<PublishedList | undefined>
  /** Of the list as it is now. @returns undefined also while witnesses have not seen it, or where nothing is logged */
  prove(origin: string, id: string): Promise<ProvenRoot | undefined>
}

interface Kept { version: number; key: string; signedUntil: number; list: PublishedList }

export function createStatusLists(db: RoomDatabase<CredentialsTables>, keys: KeyRing, roots: RootLog | undefined): StatusLists {
  const kept = new Map<string, Kept>()
  const reading = new Map<string, { until: number; list: Promise<PublishedList | undefined> }>()
  const versionOf = db.question<{ id: string }, { version: number; entries: number }>((tx, { id }) => tx.selectFrom('status_list').select(['version', 'entries']).where('id', '=', id))
  const changesOf = db.question<{ id: string }, ChangedEntry>((tx, { id }) => tx.selectFrom('issued_credential').select(['index', 'state']).where('list', '=', id).where('state', '<>', 0))
  const publish = async (origin: string, id: string) => {
    const [found] = await versionOf({ id })
    if (!found) return undefined
    const name = `${origin} ${id}`
    const key = keys.current('status')
    const before = kept.get(name)
    if (before?.version === found.version && before.key === key.kid && before.signedUntil > Date.now()) return before.list
    // Read after the version: a change in between is signed now and, by its version, once more.
    const changes = await changesOf({ id })
    const states = packStates(found.entries, changes)
    const root = rootOfList(id, found.entries, changes, states)
    await roots?.demandLogged([root])
    const { freshUntil, ...signed } = await signList(key, { uri: `${origin}/status/${id}`, lst: await compress(states) })
    const list = { ...signed, root, tag: `"${found.version}-${key.kid.slice(0, 8)}-${Math.floor(freshUntil / 1000)}"` }
    kept.set(name, { version: found.version, key: key.kid, signedUntil: freshUntil, list })
    return list
  }
  const read = (origin: string, id: string) => {
    const name = `${origin} ${id}`
    const now = performance.now()
    const known = reading.get(name)
    if (known && known.until > now) return known.list
    const list = publish(origin, id)
    // What nobody has is not remembered: names can be made up without end.
    list.then((found) => { if (!found) reading.delete(name) }, () => reading.delete(name))
    reading.set(name, { until: now + believed, list })
    return list
  }
  return {
    read,
    async prove(origin, id) {
      const list = await read(origin, id)
      const proof = list && await roots?.prove(list.root)
      return proof === undefined ? undefined : { entry: list!.root.logged, proof }
    },
  }
}
