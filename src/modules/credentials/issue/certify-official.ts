/** An official's ID: says in which office its holder is at this moment, and ends with it. What the office lets them do is asked of the agency's appointment at each use. */
import type { CredentialType, OfficialClaim } from '../../../../packages/pack-kit/schema/credential-type.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import type { Events } from '../../../kernel/events/events.ts'
import { AppointmentEnded, type Identity, type OfficialAccess, OfficialIdLost, type Post } from '../../identity/index.ts'
import { changeState } from '../status/change-state.ts'
import type { CredentialsTables } from '../tables.ts'
import type { ClaimValue } from './gather-claims.ts'
import type { Issue, Issued } from './issue-credential.ts'
import { officialType } from './credential-types.ts'
import { IssueRefused } from './issue-faults.ts'

export interface CertifyOfficialDeps {
  db: RoomDatabase<CredentialsTables>
  pack: Pack
  officials: Pick<Identity, 'official'>
}

/**
 * Issues, and looks once more: an appointment that ended in between, or a phone that was lost, takes the credential with it, by its event or here.
 * @throws IssueRefused
 */
export async function certifyOfficial({ db, pack, officials }: CertifyOfficialDeps, { official, grant }: OfficialAccess, type: CredentialType, issue: (of: Pick<Issue, 'claims'>) => Promise<Issued>): Promise<Issued> {
  const post = await officials.official(official)
  if (!post) throw new IssueRefused('credential_request_denied', 'the appointment has ended')
  const issued = await issue({ claims: claimsOf(pack, type, post) })
  const stays = await officials.official(official) !== undefined
  const lost = await db.transaction(async (tx) => {
    await noteAct(tx, `official:${official}`, 'take official ID', `official:${official}`, { agency: post.agency, issuance: issued.issuance })
    if (!stays) await revokeOf(tx, official, 'system', appointmentEnded)
    // Waits for a loss that is being worked off, and is seen by one that comes later.
    await tx.selectFrom('official_grant').select('grant_id').where('grant_id', '=', grant).forUpdate().execute()
    if (!(await tx.selectFrom('ended_card').select('type').where('grant_id', '=', grant).where('type', '=', type.id).executeTakeFirst())) return false
    await changeState(tx, { issuances: [issued.issuance], state: 1, because: phoneLost })
    return true
  })
  if (stays && !lost) return issued
  throw new IssueRefused('credential_request_denied', lost ? phoneLost : appointmentEnded)
}

const [appointmentEnded, phoneLost] = ['the appointment has ended', 'the phone is lost']

/** Whatever is redeemed for this offer falls with a loss that is told of later. */
export const noteOffer = (db: RoomDatabase<CredentialsTables>, official: string, grant: string) =>
  db.transaction((tx) => tx.insertInto('official_grant').values({ grant_id: grant, official }).execute())

/** With the appointment ends what shows it: in the signed lists within five seconds. */
export function revokeWithAppointments(db: RoomDatabase<CredentialsTables>, events: Events) {
  events.on(AppointmentEnded, 'credentials.appointment-ended', db, async (tx, { official, by }) => {
    await revokeOf(tx, official, by, appointmentEnded)
  })
}

/** The same for a phone that an administrator has heard is lost: its wallet gets nothing more, nor does an offer that was made before. */
export function revokeWithPhones(db: RoomDatabase<CredentialsTables>, pack: Pack, events: Events) {
  const type = officialType(pack)
  if (!type) return
  events.on(OfficialIdLost, 'credentials.official-id-lost', db, async (tx, { official, by }, { happenedAt }) => {
    const offered = await tx.selectFrom('official_grant').select('grant_id').where('official', '=', official).where('made_at', '<=', happenedAt).orderBy('grant_id').forUpdate().execute()
    const ended = offered.map(({ grant_id: grant }) => ({ grant_id: grant, type: type.id }))
    if (ended.length > 0) await tx.insertInto('ended_card').values(ended).onConflict((conflict) => conflict.doNothing()).execute()
    await revokeOf(tx, official, by, phoneLost, happenedAt)
  })
}

/** @param before what was issued later is in another phone */
async function revokeOf(tx: Tx<CredentialsTables>, official: string, by: string, because: string, before = new Date()) {
  const issuances = await tx.selectFrom('issuance').select('id').where('official', '=', official).where('issued_at', '<=', before).execute()
  const credentials = await changeState(tx, { issuances: issuances.map(({ id }) => id), state: 1, because })
  if (credentials > 0) await noteAct(tx, by, 'revoke official ID', `official:${official}`, { credentials, because })
}

function claimsOf(pack: Pack, { claims }: CredentialType, { name, agency, appointedAt }: Post): ClaimValue[] {
  const values: Record<OfficialClaim, string> = {
    name, agency: pack.agencies.find(({ id }) => id === agency)?.name[pack.defaultLanguage] ?? agency, agencyId: agency,
    since: Temporal.Instant.fromEpochMilliseconds(appointedAt.getTime()).toZonedDateTimeISO(pack.timeZone).toPlainDate().toString(),
  }
  return claims.map((claim) => ({ claim, value: values[claim.from.slice('official.'.length) as OfficialClaim] }))
}
