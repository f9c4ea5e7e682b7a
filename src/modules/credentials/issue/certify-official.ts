/** An official's ID: says in which office its holder is at this moment, and ends with it. What the office lets them do is asked of the agency's appointment at each use. */
import type { CredentialType, OfficialClaim } from '../../../../packages/pack-kit/schema/credential-type.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import type { Events } from '../../../kernel/events/events.ts'
import { AppointmentEnded, type Identity, type OfficialAccess, type Post } from '../../identity/index.ts'
import { changeState } from '../status/change-state.ts'
import type { CredentialsTables } from '../tables.ts'
import type { ClaimValue } from './gather-claims.ts'
import type { Issue, Issued } from './issue-credential.ts'
import { IssueRefused } from './issue-faults.ts'

export interface CertifyOfficialDeps {
  db: RoomDatabase<CredentialsTables>
  pack: Pack
  officials: Pick<Identity, 'official'>
}

/**
 * Issues, and looks once more: an appointment that ended in between takes the credential with it, by its event or here.
 * @throws IssueRefused
 */
export async function certifyOfficial({ db, pack, officials }: CertifyOfficialDeps, { official }: OfficialAccess, type: CredentialType, issue: (of: Pick<Issue, 'claims'>) => Promise<Issued>): Promise<Issued> {
  const post = await officials.official(official)
  if (!post) throw new IssueRefused('credential_request_denied', 'the appointment has ended')
  const issued = await issue({ claims: claimsOf(pack, type, post) })
  const stays = await officials.official(official) !== undefined
  await db.transaction(async (tx) => {
    await noteAct(tx, `official:${official}`, 'take official ID', `official:${official}`, { agency: post.agency, issuance: issued.issuance })
    if (!stays) await revokeOf(tx, official, 'system')
  })
  if (stays) return issued
  throw new IssueRefused('credential_request_denied', 'the appointment has ended')
}

/** With the appointment ends what shows it: in the signed lists within five seconds. */
export function revokeWithAppointments(db: RoomDatabase<CredentialsTables>, events: Events) {
  events.on(AppointmentEnded, 'credentials.appointment-ended', db, async (tx, { official, by }) => {
    await revokeOf(tx, official, by)
  })
}

async function revokeOf(tx: Tx<CredentialsTables>, official: string, by: string) {
  const issuances = await tx.selectFrom('issuance').select('id').where('official', '=', official).execute()
  const credentials = await changeState(tx, { issuances: issuances.map(({ id }) => id), state: 1, because: 'the appointment has ended' })
  if (credentials > 0) await noteAct(tx, by, 'revoke official ID', `official:${official}`, { credentials, because: 'the appointment has ended' })
}

function claimsOf(pack: Pack, { claims }: CredentialType, { name, agency, appointedAt }: Post): ClaimValue[] {
  const values: Record<OfficialClaim, string> = {
    name, agency: pack.agencies.find(({ id }) => id === agency)?.name[pack.defaultLanguage] ?? agency, agencyId: agency,
    since: Temporal.Instant.fromEpochMilliseconds(appointedAt.getTime()).toZonedDateTimeISO(pack.timeZone).toPlainDate().toString(),
  }
  return claims.map((claim) => ({ claim, value: values[claim.from.slice('official.'.length) as OfficialClaim] }))
}
