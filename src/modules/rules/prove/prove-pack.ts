import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { RuleProblem } from '../language/read-statute.ts'

/** What `proveLaw` finds, with a Z3 of its own: 35 MB that nobody loads who checks no pack. */
export async function provePack(pack: Pick<Pack, 'rules' | 'facts' | 'holidays'>, on: string): Promise<RuleProblem[]> {
  const [{ proveLaw }, { openProver }] = await Promise.all([import('./prove-law.ts'), import('./prover.ts')])
  using prover = await openProver()
  return await proveLaw(pack, on, prover)
}
