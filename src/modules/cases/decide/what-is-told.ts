/** What an approval tells the person beside its being one: what a search found, in registers or in the official's words. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { casesFaults } from '../contract.ts'
import type { KnownFact } from '../apply/draft.ts'

interface Told { found: KnownFact[] | null; answer: string | null }

/** @throws answerNeeded where the service finds something out, no register says it, and the official has written nothing */
export function whatIsTold(pack: Pack, facts: readonly KnownFact[], { service: id, outcome, answer, line }: { service: string; outcome: 'approved' | 'refused'; answer: string | null; line: string }): Told {
  const finds = pack.services.find((service) => service.id === id)?.finds
  if (finds === undefined || outcome === 'refused') return { found: null, answer: null }
  const found = foundBy(pack, id, facts)
  const words = answer?.trim() ?? ''
  if (found.length === 0 && words === '') throw new Fault(casesFaults.answerNeeded, { pointer: `/answer-${line}` })
  return { found, answer: words === '' ? null : words }
}

/** Values of the one whom the case is about, in the order of the service. */
export const foundBy = (pack: Pack, service: string, facts: readonly KnownFact[]) =>
  (pack.services.find(({ id }) => id === service)?.finds ?? []).flatMap((name) => facts.filter(({ about, register, field }) => about === 'subject' && `${register}.${field}` === name))

/** The official has to write what was found: no register says it. */
export const wantsWords = (pack: Pack, service: string, facts: readonly KnownFact[]) =>
  pack.services.find(({ id }) => id === service)?.finds !== undefined && foundBy(pack, service, facts).length === 0
