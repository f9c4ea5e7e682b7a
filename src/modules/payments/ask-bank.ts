import type { Tx } from '../../kernel/db/database.ts'
import { enqueue } from '../../kernel/events/jobs.ts'
import { ReadStatement } from './contract.ts'
import type { PaymentsTables } from './tables.ts'

/** Milliseconds in which a bank books; statements are asked for at the ends of rounds of that length. */
const round = 2_000

/** Money is on its way, to or from the agency. One question a round, however many wait for it: the key names the round, so that each is asked at its end. */
export async function askBank(tx: Tx<PaymentsTables>, agency: string) {
  const end = (Math.floor(Date.now() / round) + 1) * round
  await enqueue(tx, ReadStatement, { agency }, { runAt: new Date(end), key: `payments.statement/${agency}/${end}` })
}
