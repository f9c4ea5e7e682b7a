/** Nobody acts for the dead, nor do the dead act: a register is asked about both. */
import type { MandateKind } from '../../../../packages/pack-kit/schema/mandate-kind.ts'
import { actUnder } from '../../../kernel/http/acting-for.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { identityFaults } from '../contract.ts'
import type { MandateDeps } from './mandates.ts'
import { endRow } from './queries.ts'
import { mandateOf, type MandateRow } from './standing.ts'

/**
 * A child lives while the register names it among the parent's, a company does not die: of these the one who acts is asked about alone.
 * Each of the two finds the question in their own log.
 * @throws mandateUnconfirmed while a register is silent
 */
export async function confirmLiving(deps: MandateDeps, { of, living: { purpose, register, field } }: MandateKind, row: MandateRow & { actor: string }): Promise<void> {
  const { db, clock, askOwn } = deps
  const isDead = async (person: string) => {
    const { known, silent } = await askOwn({ person, purpose }).catch((cause: unknown) => { throw new Fault(identityFaults.mandateUnconfirmed, { cause }) })
    const day = known.find((value) => value.register === register && value.field === field)
    if (silent.length > 0 || day === undefined) throw new Fault(identityFaults.mandateUnconfirmed)
    return day.value !== null
  }
  const both = of === 'person' && row.source.by !== 'register'
  const [actorDied, subjectDied] = await Promise.all([isDead(row.actor), both && actUnder(mandateOf(row, clock.today().toString()), () => isDead(row.subject))])
  for (const person of [...(actorDied ? [row.actor] : []), ...(subjectDied ? [row.subject] : [])]) await endOnDeath(deps, person)
  if (!actorDied && !subjectDied) await db.transaction((tx) => tx.updateTable('mandate').set({ living_at: new Date(clock.now().epochMilliseconds) }).where('id', '=', row.id).execute())
}

/** Whatever they did for others, and others for them, is over. May be called again. */
export async function endOnDeath({ db, clock }: Pick<MandateDeps, 'db' | 'clock'>, person: string): Promise<void> {
  const at = { now: new Date(clock.now().epochMilliseconds), today: clock.today().toString() }
  await db.transaction(async (tx) => {
    const rows = await tx.selectFrom('mandate').selectAll().where((eb) => eb.or([eb('actor', '=', person), eb('subject', '=', person)])).where('status', '<>', 'ended').orderBy('id').forUpdate().execute()
    for (const row of rows) await endRow(tx, row, 'death', 'house', at)
  })
}
