/** Presentations with everything that the room knows: its credential types, its own issuer and what it has issued, other issuers and their lists. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { KeyRing } from '../../../kernel/keys/key-ring.ts'
import { labelOf, vctOf } from '../issue/credential-types.ts'
import type { PublicLog } from '../log/public-log.ts'
import type { CredentialsTables } from '../tables.ts'
import { trustWithOwn } from '../trust/own-issuer.ts'
import type { TrustedIssuer } from '../trust/trust.ts'
import { fetchStatusList } from '../verify/status/fetch-status-list.ts'
import { keepStatus } from '../verify/status/keep-status.ts'
import { withOwnStatus } from '../verify/status/own-status.ts'
import { findHolder, type Holder } from './find-holder.ts'
import { createPresentations, type Presentations } from './presentations.ts'
import type { CredentialNames } from './request-template.ts'
import type { PresentTables, Shown } from './tables.ts'

export interface OpenDeps {
  db: RoomDatabase<CredentialsTables>
  pack: Pack
  keys: KeyRing
  key: Buffer
  log: PublicLog
  /** Issuers beside the platform. */
  others: () => readonly TrustedIssuer[]
}

export interface OpenPresentations extends Presentations {
  /** Whose credential was shown; undefined where it is none of ours. */
  holderOf(origin: string, shown: Shown): Promise<Holder | undefined>
  /** That somebody comes into the console by their ID, before they do. */
  noteOfficial(official: string, agency: string): Promise<void>
}

export function openPresentations({ db, pack, keys, key, log, others }: OpenDeps): OpenPresentations {
  const trust = trustWithOwn(pack, keys, others)
  const foreign = keepStatus({ fetch: (uri, issuer) => fetchStatusList(uri, { allowed: issuer.statusLists }) })
  const status = withOwnStatus(db, (issuer) => !others().some(({ id }) => id === issuer), foreign)
  const presentations = createPresentations({
    db: db as unknown as RoomDatabase<PresentTables>, key, log, types: typesOf(pack), templates: pack.requests, agencies: pack.agencies, trust, status, signer: () => keys.current('requests'),
  })
  return {
    ...presentations, holderOf: (origin, shown) => findHolder(db, origin, shown),
    noteOfficial: (official, agency) => db.transaction((tx) => noteAct(tx, `official:${official}`, 'sign in with official ID', `official:${official}`, { agency })),
  }
}

export const typesOf = (pack: Pack): CredentialNames[] => pack.credentials.map((type) => ({
  id: type.id, name: type.name, vct: vctOf(pack, type), doctype: type.doctype, namespace: type.namespace, claims: type.claims.map((claim) => ({ name: claim.name, label: labelOf(pack, claim) })),
}))
