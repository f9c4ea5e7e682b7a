/** Asking for letters is counted in the database before anything else; a constraint refuses the one too many, also of a thousand at once. */
import { mark } from '../../../kernel/crypto/tokens.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import type { IdentityTables } from '../tables.ts'
import { identityFaults } from '../contract.ts'
import { networkOf } from '../registration/count-guess.ts'
import { momentOf } from '../registration/moment-of.ts'
import type { RegistrationDeps } from '../registration/registration.ts'

const [hour, day] = [3_600_000, 24 * 3_600_000]
const constraint = 'letter_asks'

const isTooMany = (cause: unknown) => (cause as { constraint?: string }).constraint === constraint

/** @throws tooManyRequests */
export async function countAddress(deps: RegistrationDeps, address: string): Promise<void> {
  const now = momentOf(deps)
  try {
    await deps.db.transaction((tx) => count(tx, deps.key, 'address', networkOf(address), beginning(now, hour)))
  } catch (cause) {
    if (!isTooMany(cause)) throw cause
    throw new Fault(kernelFaults.tooManyRequests, { retryAfter: Math.ceil((beginning(now, hour).getTime() + hour - now.getTime()) / 1000), cause })
  }
}

/** @throws tooManyInvited where this official has sent too many on this day */
export async function countOfficial(deps: RegistrationDeps, official: string, work: (tx: Tx<IdentityTables>) => Promise<void>): Promise<void> {
  try {
    await deps.db.transaction(async (tx) => {
      await count(tx, deps.key, 'official', official, beginning(momentOf(deps), day))
      await work(tx)
    })
  } catch (cause) {
    if (!isTooMany(cause)) throw cause
    throw new Fault(identityFaults.tooManyInvited, { cause })
  }
}

/** @param work what is done with one that is not too many. Of others nothing is said: whether there is such a number nobody learns here */
export async function countNumber(deps: RegistrationDeps, number: string, work: (tx: Tx<IdentityTables>) => Promise<void>): Promise<void> {
  try {
    await deps.db.transaction(async (tx) => {
      await count(tx, deps.key, 'number', number, beginning(momentOf(deps), day))
      await work(tx)
    })
  } catch (cause) {
    if (!isTooMany(cause)) throw cause
  }
}

const beginning = (now: Date, length: number) => new Date(Math.floor(now.getTime() / length) * length)

async function count(tx: Tx<IdentityTables>, key: Buffer, kind: 'address' | 'number' | 'official', of: string, since: Date) {
  await tx.deleteFrom('letter_asking').where('kind', '=', kind).where('since', '<', since).execute()
  await tx.insertInto('letter_asking').values({ mark: Buffer.from(mark(key, `letter ${kind} ${of}`), 'base64url'), kind, since, asks: 1 })
    .onConflict((conflict) => conflict.columns(['mark', 'since']).doUpdateSet((eb) => ({ asks: eb('letter_asking.asks', '+', 1) }))).execute()
}
