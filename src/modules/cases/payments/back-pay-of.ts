/** What a law that counts back owes for months past, beside each service of a part: information for whoever decides, reckoned on the day they look. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { BackPay, Rules } from '../../rules/index.ts'
import { buildFacts } from '../apply/build-facts.ts'
import type { Draft } from '../apply/draft.ts'

export interface BackPayDeps { pack: Pack; rules: Rules; today(): string }

/** @returns nothing for services without a rule, and where a fact that decides is missing */
export function backPayOf({ pack, rules, today }: BackPayDeps, event: string, draft: Draft, services: readonly string[]): BackPay[] {
  const on = today()
  return rules.backPay({ facts: buildFacts(pack, event, draft, on), on }, services)
}
