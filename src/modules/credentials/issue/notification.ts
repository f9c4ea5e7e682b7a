/** What became of a credential in the wallet (OpenID4VCI 1.0 section 11): recorded as it was told, the last word counts. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { HolderAccess } from '../../identity/index.ts'
import { changeState } from '../status/change-state.ts'
import type { CredentialsTables } from '../tables.ts'
import { IssueRefused } from './issue-faults.ts'

const events = ['credential_accepted', 'credential_failure', 'credential_deleted'] as const
type Event = (typeof events)[number]

/** @throws IssueRefused */
export async function noteNotification(db: RoomDatabase<CredentialsTables>, access: HolderAccess, { notification_id: id, event }: Record<string, unknown>) {
  if (!events.includes(event as Event)) throw new IssueRefused('invalid_notification_request', `event is one of ${events.join(', ')}`)
  if (typeof id !== 'string' || !/^[0-9a-f-]{36}$/.test(id)) throw new IssueRefused('invalid_notification_id', 'there is no such notification')
  const [column, holder] = 'person' in access ? ['person' as const, access.person] : 'official' in access ? ['official' as const, access.official] : ['device' as const, access.device]
  await db.transaction(async (tx) => {
    const told = await tx.updateTable('issuance').set({ told: event as Event, told_at: new Date() }).where('id', '=', id).where(column, '=', holder).where('client', '=', access.client).returning('id').executeTakeFirst()
    if (!told) throw new IssueRefused('invalid_notification_id', 'there is no such notification')
    // What nobody holds is not left valid.
    if (event !== 'credential_accepted') await changeState(tx, { issuances: [id], state: 1, because: event as Event })
  })
}
