/**
 * Which exported certificates are revoked, for software of others: a BitstringStatusListCredential (W3C Bitstring Status List v1.0), signed like the
 * certificates themselves. What it says stands in the log before it is signed, and is read anew every two seconds.
 */
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { JWK } from 'jose'
import { packGaps } from '../../../../packages/verifier/gaps.ts'
import { loggedRoot } from '../../../../packages/verifier/logged-root.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { RootLog } from '../log/log-roots.ts'
import type { CredentialsTables } from '../tables.ts'
import { bitsPath } from './bits-path.ts'
import { didOf } from './did-document.ts'
import { signVc, stamp } from './export-certificate.ts'
import { exportListSize } from './take-entry.ts'

/** Milliseconds: what was read is believed, and what nobody changes is signed again, so that its end stays far. */
const [believed, signEvery] = [2_000, 3_600_000]
/** Days; the same as of the lists for wallets, so that verifiers go on for a week without us. */
const listDays = 8

export interface PublishBits { db: RoomDatabase<CredentialsTables>; key(): Promise<JWK>; rootLog: RootLog | undefined }

/** @returns a compact JWS, `vc+jwt`; undefined where there is no such list */
export type ReadBits = (origin: string, list: number) => Promise<string | undefined>

export function publishBits({ db, key, rootLog }: PublishBits): ReadBits {
  const signed = new Map<string, { states: string; kid: string | undefined; until: number; token: string }>()
  const reading = new Map<string, { until: number; token: Promise<string | undefined> }>()
  const publish = async (origin: string, list: number) => {
    const entries = await db.transaction((tx) => tx.selectFrom('export_entry').innerJoin('certificate', 'certificate.id', 'export_entry.certificate')
      .select(['index']).where('list', '=', list).where('revoked_at', 'is not', null).execute())
    if (entries.length === 0 && !(await db.transaction((tx) => tx.selectFrom('export_entry').select('list').where('list', '=', list).limit(1).executeTakeFirst()))) return undefined
    const revoked = entries.map(({ index }) => index)
    const bits = packBits(revoked)
    const states = digest(bits)
    const [name, own] = [`${origin} ${list}`, await key()]
    const before = signed.get(name)
    if (before?.states === states && before.kid === own.kid && before.until > performance.now()) return before.token
    const subject = `certificates-${list}`
    await rootLog?.demandLogged([{ subject, logged: loggedRoot({ list: subject, entries: exportListSize, states, notValid: digest(packGaps(revoked)) }) }])
    const token = await signVc(await listOf(origin, list, bits), origin, own)
    signed.set(name, { states, kid: own.kid, until: performance.now() + signEvery, token })
    return token
  }
  return (origin, list) => {
    const name = `${origin} ${list}`
    const known = reading.get(name)
    if (known && known.until > performance.now()) return known.token
    const token = publish(origin, list)
    // What nobody has is not remembered: numbers can be made up without end.
    token.then((found) => { if (found === undefined) reading.delete(name) }, () => reading.delete(name))
    reading.set(name, { until: performance.now() + believed, token })
    return token
  }
}

/** The first entry is the leftmost bit (section 3.2). */
function packBits(revoked: readonly number[]): Buffer {
  const bytes = Buffer.alloc(exportListSize / 8)
  for (const index of revoked) bytes[index >> 3]! |= 0x80 >> (index & 7)
  return bytes
}

const digest = (content: Uint8Array) => createHash('sha256').update(content).digest('base64url')
const compress = promisify(gzip) as (bytes: Buffer) => Promise<Buffer>

/** On a fixed clock: the moment of a change is not told beyond the minute. */
async function listOf(origin: string, list: number, bits: Buffer): Promise<object> {
  const id = `${origin}${bitsPath}/${list}`
  const from = Math.floor(Date.now() / 60_000) * 60_000
  return {
    '@context': ['https://www.w3.org/ns/credentials/v2'], id, type: ['VerifiableCredential', 'BitstringStatusListCredential'], issuer: didOf(origin),
    validFrom: stamp(new Date(from)), validUntil: stamp(new Date(from + listDays * 86_400_000)),
    // Multibase without padding, as section 3.2 wants it.
    credentialSubject: { id: `${id}#list`, type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList: `u${(await compress(bits)).toString('base64url')}` },
  }
}
