/** Guesses are counted where they come from, in the database, before anything is looked up: a constraint refuses the one too many, also of a thousand at once. */
import { isIPv6 } from 'node:net'
import { mark } from '../../../kernel/crypto/tokens.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { IdentityTables } from '../tables.ts'
import { momentOf } from './moment-of.ts'
import type { RegistrationDeps } from './registration.ts'

const hourLasts = 3_600_000
const constraint = 'registration_guesses'

/**
 * @param look what is found was no guess, and is not counted
 * @throws tooManyRequests where this address has guessed too often within the hour
 */
export async function countGuess<Found>({ db, key, clock }: RegistrationDeps, address: string, look: (tx: Tx<IdentityTables>) => Promise<Found | undefined>): Promise<Found | undefined> {
  const now = momentOf({ clock })
  const hour = new Date(Math.floor(now.getTime() / hourLasts) * hourLasts)
  const from = Buffer.from(mark(key, `address ${networkOf(address)}`), 'base64url')
  try {
    return await db.transaction(async (tx) => {
      await tx.deleteFrom('registration_miss').where('hour', '<', hour).execute()
      await tx.insertInto('registration_miss').values({ address: from, hour, misses: 1 })
        .onConflict((conflict) => conflict.columns(['address', 'hour']).doUpdateSet((eb) => ({ misses: eb('registration_miss.misses', '+', 1) }))).execute()
      const found = await look(tx)
      if (found !== undefined) await tx.updateTable('registration_miss').set((eb) => ({ misses: eb('misses', '-', 1) })).where('address', '=', from).where('hour', '=', hour).execute()
      return found
    })
  } catch (cause) {
    if ((cause as { constraint?: string }).constraint !== constraint) throw cause
    throw new Fault(kernelFaults.tooManyRequests, { retryAfter: Math.ceil((hour.getTime() + hourLasts - now.getTime()) / 1000), cause })
  }
}

/** Whoever has one address of IPv6 has the 64 bits behind it: they count as one (RFC 6177). */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  const [head = '', tail] = new URL(`http://[${address.split('%', 1)[0]!}]/`).hostname.slice(1, -1).split('::')
  const [before, after] = [head === '' ? [] : head.split(':'), tail === undefined || tail === '' ? [] : tail.split(':')]
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after].slice(0, 4).join(':')
}
