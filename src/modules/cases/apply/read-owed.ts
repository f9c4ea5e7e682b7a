/** What a person is owed after a life event, before anything is applied for: the registers are asked for the person's own data, and nothing is kept. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Exchange, Silence } from '../../exchange/index.ts'
import type { Rules } from '../../rules/index.ts'
import { assess, type Assessment } from './assess.ts'
import { casesFaults } from '../contract.ts'
import { emptyDraft, type Newborn } from './draft.ts'

export interface ReadOwedDeps { pack: Pack; rules: Rules; exchange: Exchange; purposeOf(event: string, pack: Pack): string; today(): string }

/** @throws noSuchEvent, notOpenYet */
export async function readOwed({ pack, rules, exchange, purposeOf, today }: ReadOwedDeps, person: string, event: string, newborns: Newborn[]): Promise<{ assessment: Assessment; silent: Silence[] }> {
  const lifeEvent = pack.lifeEvents.find(({ id }) => id === event)
  if (!lifeEvent) throw new Fault(casesFaults.noSuchEvent)
  if (!lifeEvent.open) throw new Fault(casesFaults.notOpenYet)
  const { known, silent } = await exchange.askOwnData({ person, purpose: purposeOf(event, pack), caseId: null })
  return { assessment: assess(pack, rules, event, { ...emptyDraft, known, silent, newborns }, today()), silent }
}
