/**
 * The history of the issuer's keys, for everybody who would rather not believe whoever holds the web address today: each change of the keys is an entry,
 * chained to the one before, and none is published before enough witnesses have vouched for it (did:webvh 1.0). They are the witnesses of the log.
 */
import type { DIDLog, WitnessParameter, WitnessProofFileEntry } from 'didwebvh-ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Log } from '../../../kernel/log/log.ts'
import type { Policy } from '../../../kernel/transparency/note/policy.ts'
import { checkLog, writeLog } from '../../../kernel/webvh/check-log.ts'
import { didKeyOf } from '../../../kernel/webvh/suite.ts'
import { type DidKey, didHost } from '../export/did-document.ts'
import type { CredentialsTables } from '../tables.ts'
import { askForProof } from './ask-witness.ts'
import { nextEntry } from './next-entry.ts'
import { thresholdOf } from './threshold.ts'

export interface HistoryDeps {
  db: RoomDatabase<CredentialsTables>
  /** The update keys are derived from it. */
  secret: Buffer
  keys(): Promise<readonly DidKey[]>
  policy: Pick<Policy, 'witnesses' | 'isQuorum'>
  log: Pick<Log, 'warn'>
}

export interface PublishedHistory {
  did: string
  /** `did.jsonl` */
  log: string
  /** `did-witness.json` */
  witness: string
}

export interface History {
  /** Up to date, and what witnesses have seen of it. @returns undefined while there is nothing that they have seen */
  read(origin: string): Promise<PublishedHistory | undefined>
}

interface Kept { lines: string[]; log: DIDLog; proofs: WitnessProofFileEntry[] }

/** Milliseconds that it is believed; witnesses are not asked more often either. */
const believed = 2_000

export function keepHistory({ db, secret, keys, policy, log }: HistoryDeps): History {
  const reading = new Map<string, { until: number; published: Promise<PublishedHistory | undefined> }>()
  const urls = new Map(policy.witnesses.map(({ key, url }) => [didKeyOf(key.raw), url]))
  const threshold = thresholdOf(policy)
  const witness: WitnessParameter | undefined = urls.size === 0 || threshold === 0 ? undefined : { threshold, witnesses: [...urls.keys()].map((id) => ({ id })) }

  const readKept = (host: string): Promise<Kept> => db.transaction(async (tx) => {
    const rows = await tx.selectFrom('issuer_history').select(['version', 'entry']).where('host', '=', host).orderBy('version').execute()
    const log = rows.map(({ entry }) => JSON.parse(entry) as DIDLog[number])
    const said = Map.groupBy(await tx.selectFrom('issuer_history_proof').select(['version', 'proof']).where('host', '=', host).orderBy('version').execute(), ({ version }) => version)
    return { lines: rows.map(({ entry }) => entry), log, proofs: [...said].map(([version, own]) => ({ versionId: log[version - 1]!.versionId, proof: own.map(({ proof }) => proof) })) }
  })

  /** Where the last entry is vouched for and the keys are others by now. */
  async function append(host: string): Promise<Kept> {
    const wanted = { host, keys: await keys(), witness }
    for (;;) {
      const kept = await readKept(host)
      if (kept.log.length > 0 && !(await checkLog(kept.log, kept.proofs)).isWitnessed) return kept
      const entry = await nextEntry(secret, wanted, kept.log, kept.proofs)
      if (!entry) return kept
      // Of two processes one enters it; the other finds it and looks again.
      await db.transaction((tx) => tx.insertInto('issuer_history').values({ host, version: kept.log.length + 1, entry: JSON.stringify(entry) }).onConflict((conflict) => conflict.doNothing()).execute())
    }
  }

  /** Whoever has a say in the last entry and has not had it yet. */
  async function collect(host: string, { log: entries, proofs }: Kept): Promise<void> {
    const said = new Set(proofs.find(({ versionId }) => versionId === entries.at(-1)!.versionId)?.proof.map(({ verificationMethod }) => verificationMethod.split('#')[0]))
    const asked = [entries.at(-1), entries.at(-2)].flatMap((entry) => entry?.parameters.witness?.witnesses ?? []).map(({ id }) => id)
    await Promise.all([...new Set(asked)].filter((id) => !said.has(id)).map(async (id) => {
      const url = urls.get(id)
      if (url === undefined) return
      try {
        const proof = await askForProof(url, entries, proofs)
        if (proof.verificationMethod.split('#')[0] !== id) throw new Error('it has signed as another')
        await db.transaction((tx) => tx.insertInto('issuer_history_proof').values({ host, version: entries.length, witness: id, proof: JSON.stringify(proof) }).onConflict((conflict) => conflict.doNothing()).execute())
      } catch (cause) {
        log.warn({ witness: id, cause: (cause as Error).message }, 'a witness has not vouched for the history of the keys')
      }
    }))
  }

  async function publish(origin: string): Promise<PublishedHistory | undefined> {
    const host = didHost(origin)
    let kept = await append(host)
    if (!(await checkLog(kept.log, kept.proofs)).isWitnessed) {
      await collect(host, kept)
      kept = await readKept(host)
    }
    const whole = (await checkLog(kept.log, kept.proofs)).isWitnessed
    const lines = whole ? kept.lines : kept.lines.slice(0, -1)
    const did = kept.log[0]?.state.id
    return lines.length === 0 || did === undefined ? undefined : { did, log: writeLog(lines), witness: JSON.stringify(kept.proofs) }
  }

  return {
    read(origin) {
      const known = reading.get(origin)
      if (known && known.until > performance.now()) return known.published
      const published = publish(origin)
      if (reading.size > 20) reading.clear()
      published.catch(() => reading.delete(origin))
      reading.set(origin, { until: performance.now() + believed, published })
      return published
    },
  }
}
