/** What clients may learn of an account: a name, and of an official the post. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Devices } from '../devices/devices.ts'
import type { Demonstration } from '../index.ts'
import type { IdentityTables } from '../tables.ts'
import { type AccountFacts, readAccountId } from './accounts.ts'

/** @returns undefined for who is nobody any more: an official who has left */
export function factsOfAccount(db: RoomDatabase<IdentityTables>, demonstration: Demonstration | null, devices: Pick<Devices, 'statusOf'>) {
  const [nameAtSignIn, postOf] = [namesAtSignIn(db), posts(db)]
  return async (account: string): Promise<AccountFacts | undefined> => {
    const name = readAccountId(account)
    if (!name) return undefined
    if (name.kind === 'device') return (await devices.statusOf(name.subject) ?? 'ended') === 'ended' ? undefined : { name: '' }
    if (name.kind === 'official') return (await postOf({ id: name.subject }))[0]
    return { name: demonstration?.nameOf(name.subject) ?? (await nameAtSignIn({ person: name.subject }))[0]?.name ?? '' }
  }
}

const posts = (db: RoomDatabase<IdentityTables>) => db.question<{ id: string }, AccountFacts>((read, { id }) => read.selectFrom('official').select(['name', 'agency', 'roles']).where('id', '=', id).where('left_at', 'is', null))

/** As it stands at the person's passkey, or else at a session. */
const namesAtSignIn = (db: RoomDatabase<IdentityTables>) => db.question<{ person: string }, { name: string | null }>((read, { person }) => read.selectNoFrom((row) => row.fn.coalesce(
  row.selectFrom('passkey').select('subject_name').where('kind', '=', 'resident').where('subject', '=', person).limit(1),
  row.selectFrom('session').select('name').where('kind', '=', 'resident').where('subject', '=', person).limit(1),
).as('name')))
