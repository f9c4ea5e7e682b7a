/** A company changes the keys that it signs with, and the addresses to which people come back. Replaced keys open for a day more, unless they end at once. */
import type { JWK } from 'jose'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { emit } from '../../../kernel/events/events.ts'
import { CompanyChanged } from '../contract.ts'
import type { PartnersTables } from '../tables.ts'
import type { Partner } from './partners.ts'
import type { Access } from './read-registration.ts'

/** Milliseconds for which replaced keys stay good. */
export const overlap = 24 * 3_600_000

export interface AccessChange extends Access {
  /** The keys that are not among the new ones end now: one of them is in wrong hands. */
  atOnce: boolean
  /** The platform's name, as this request reached it. */
  issuer: string
}

/** @param actor `resident:<id>` or `official:<id>` */
export async function changeAccess(db: RoomDatabase<PartnersTables>, actor: string, { id, owner, name }: Partner, { redirectUris, keys, notices, atOnce, issuer }: AccessChange) {
  const at = new Date()
  await db.transaction(async (tx) => {
    const before = await tx.selectFrom('partner').select(['jwks', 'old_jwks', 'old_until']).where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
    const now = 'jwks' in keys ? keys.jwks.keys : []
    const replaced = [...before.jwks?.keys ?? [], ...before.old_until !== null && before.old_until > at ? before.old_jwks?.keys ?? [] : []].filter(({ kid }) => !now.some((key) => key.kid === kid))
    // Keys at an address are the company's own to overlap.
    const kept = atOnce || !('jwks' in keys) || replaced.length === 0 ? null : { keys: replaced, until: new Date(at.getTime() + overlap) }
    await tx.updateTable('partner').set({
      redirect_uris: redirectUris, jwks: 'jwks' in keys ? JSON.stringify(keys.jwks) : null, jwks_uri: 'jwksUri' in keys ? keys.jwksUri : null,
      old_jwks: kept && JSON.stringify({ keys: kept.keys }), old_until: kept && kept.until, notices, notices_issuer: notices && issuer, changed_at: at, changed_by: actor,
    }).where('id', '=', id).execute()
    await noteAct(tx, actor, 'change access of company', id, { redirectUris, notices, keys: 'jwks' in keys ? kidsOf(now) : keys.jwksUri, old: kidsOf(kept?.keys ?? []), until: kept?.until.toISOString() ?? null })
    await emit(tx, CompanyChanged, { owner, company: id, name, by: actor.startsWith('official:') ? 'office' : 'owner' })
  })
}

export const kidsOf = (keys: readonly JWK[]) => keys.map(({ kid }) => kid ?? '')
