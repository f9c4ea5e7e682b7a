/** In which looks at everybody a person was, newest first; and one of them with the way to its entry in the transparency log. */
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Tx } from '../../../kernel/db/database.ts'
import type { LogAccess } from '../log-access.ts'
import type { ExchangeTables } from '../tables.ts'
import { pathOf, placeOf, saltOf, sweepText } from './sweep-entry.ts'

const columns = ['id', 'pass', 'at', 'recipient', 'purpose', 'fields', 'secret', 'commitments'] as const

/** Pages overlap where a household reaches over their edge: each is asked whether it holds the person's commitment. */
const pagesWith = (tx: Tx<ExchangeTables>, person: string) => tx.selectFrom('sweep').select(columns).where('first_person', '<=', person).where('last_person', '>=', person)

export async function readSweeps(tx: Tx<ExchangeTables>, person: string, limit: number) {
  const pages = await pagesWith(tx, person).orderBy('id', 'desc').limit(limit).execute()
  return pages.filter((page) => placeOf(page, person) >= 0).map(({ id, at, recipient, purpose, fields }) => ({ id, at, recipient, purpose, fields }))
}

export interface SweepProof {
  /** Canonical JSON (RFC 8785). */
  look: string
  salt: Buffer
  /** In the tree over the page's commitments, whose root is the entry. */
  index: number
  size: number
  path: Buffer[]
  /** c2sp.org/tlog-proof of the entry. */
  proof: string
}

/** @throws Fault kernel.not-found, also for a page without the person; kernel.unavailable for the seconds in which witnesses have not seen it yet */
export async function proveSweep({ db, log }: LogAccess, person: string, id: string): Promise<SweepProof> {
  const page = await db.transaction((tx) => pagesWith(tx, person).where('id', '=', id).executeTakeFirst())
  const index = page ? placeOf(page, person) : -1
  if (!page || index < 0) throw new Fault(kernelFaults.notFound)
  const proof = await log.prove(id)
  if (proof === undefined) throw new Fault(kernelFaults.unavailable)
  return { look: sweepText(page, person), salt: saltOf(page, person), index, size: page.commitments.length / 32, path: pathOf(page, index), proof }
}
