/** A case that nobody has, to show a letter with: a fictitious person's register values, and for what only a person can say the name of what is said. */
import { letterName } from '../../../../packages/pack-kit/letter-values.ts'
import type { LetterOutcome, PublicService } from '../../../../packages/pack-kit/schema/service.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { KnownValue } from '../../exchange/index.ts'
import { emptyDraft } from '../apply/draft.ts'
import type { MadeUp } from './fill-template.ts'
import type { LetterCase } from './letter.ts'
import { legalDay } from '../clocks/legal-day.ts'

/** In the currency's smallest unit; told as made up wherever it is shown. */
const someMoney = 100_000

/** @param hidden stands for the official's words */
export function madeUpCase({ pack }: Wording, service: PublicService, event: string, outcome: LetterOutcome, { known, at, hidden }: { known: KnownValue[]; at: Date; hidden: string }): LetterCase {
  return {
    id: outcome, outcome, agency: service.agency, services: [service.id], receipt: '000000-0000', event, at, appliedOn: legalDay(pack, at), finding: null, reason: outcome === 'refused' || outcome === 'reclaimed' || outcome === 'reclaim-upheld' ? hidden : null, question: outcome === 'more-asked' ? hidden : null,
    from: pack.agencies.find(({ id }) => id !== service.agency)?.id ?? null, asked: outcome.startsWith('reclaim') ? { amount: someMoney, reference: '000000-0000', month: `${legalDay(pack, at).slice(0, 7)}-01` } : null, due: legalDay(pack, at), again: outcome === 'reclaim-lifted' || outcome === 'reclaim-upheld', found: null, answer: null,
    facts: known.map((value) => ({ ...value, corrected: null })), answers: {}, draft: emptyDraft,
  }
}

export const someValue = ({ pack, text }: Wording, at: Date): MadeUp => (name, { type, fact }) => {
  switch (type) {
    case 'text': return `(${fact ? text(fact.label) : text(pack.facts.find((one) => letterName(one.fact) === name)?.label ?? {}) || name})`
    case 'money': return someMoney
    case 'date': return legalDay(pack, at)
    case 'int': return 2
    case 'bool': return true
    case 'enum': return Object.keys(fact?.values ?? {})[0]
    default: return type satisfies never
  }
}
