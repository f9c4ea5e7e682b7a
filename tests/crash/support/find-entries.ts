/** After a kill, behind the curtain: every credential that a wallet holds has its entry, and every entry its issuance, its holder and the request that it answers. */
import type pg from 'pg'
import { lookBehind } from './look-behind.ts'
import { batchSize, type HeldCredential } from './play-issuances.ts'

export interface Entries {
  /** Credentials whose entry is not there, or is another's. */
  unlisted: string[]
  /** Entries that no request explains. */
  leaked: string[]
  /** One entry in two credentials; one code with two tokens; more issuances than requests. */
  twice: string[]
}

export interface Asked { held: readonly HeldCredential[]; requests: number }

export async function findEntries(data: string, asked: Asked): Promise<Entries> {
  const owner = await lookBehind(data)
  try {
    return await countEntries(owner, asked)
  } finally {
    await owner.end()
  }
}

export async function countEntries(owner: pg.Client, { held, requests }: Asked): Promise<Entries> {
  const rowsOf = async <Row extends pg.QueryResultRow>(text: string) => (await owner.query<Row>(text)).rows
  const entries = new Map((await rowsOf<{ list: string; index: number; issuance: string }>('select list, index, issuance from credentials.issued_credential')).map(({ list, index, issuance }) => [`${list} ${index}`, issuance]))
  const lists = new Set((await rowsOf<{ id: string }>('select id from credentials.status_list')).map(({ id }) => id))
  const nameOf = ({ uri, index }: HeldCredential) => `${uri.slice(uri.lastIndexOf('/') + 1)} ${index}`
  const unlisted = held.filter((credential) => entries.get(nameOf(credential)) !== credential.issuance || !lists.has(nameOf(credential).split(' ')[0]!)).map((credential) => `entry ${nameOf(credential)} of issuance ${credential.issuance}`)
  const issuances = await rowsOf<{ id: string; holder: string | null; grant_id: string | null; entries: number }>(
    `select issuance.id, coalesce(person, official) as holder, grant_id, count(issued_credential.index)::int as entries from credentials.issuance left join credentials.issued_credential on issuance = issuance.id group by issuance.id`)
  const known = new Set(issuances.map(({ id }) => id))
  const leaked = [
    ...[...entries].filter(([, issuance]) => !known.has(issuance)).map(([entry]) => `entry ${entry} of no issuance`),
    ...issuances.filter(({ holder, grant_id: grant, entries: count }) => holder === null || grant === null || count > batchSize).map(({ id, entries: count }) => `issuance ${id} with ${count} entries`),
  ]
  const seen = new Set<string>()
  const tokens = await rowsOf<{ grant_id: string; count: number }>(`select grant_id, count(*)::int as count from identity.authorization_state where model = 'AccessToken' and grant_id is not null group by grant_id having count(*) > 1`)
  return {
    unlisted, leaked,
    twice: [
      ...held.map(nameOf).filter((name) => seen.size === seen.add(name).size).map((name) => `entry ${name} is in two credentials`),
      ...tokens.map(({ grant_id: grant, count }) => `grant ${grant} has ${count} tokens`),
      ...(issuances.length > requests ? [`${issuances.length} issuances for ${requests} requests`] : []),
    ],
  }
}
