/** The order of the pages of an application: the platform's own steps around the questions of the life event. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { casesFaults } from '../contract.ts'
import { askedSteps } from './asked-steps.ts'
import type { Draft } from './draft.ts'
import { candidates, subjectStep } from './subject.ts'

export function stepsOf(pack: Pack, event: string, draft: Draft): string[] {
  const lifeEvent = pack.lifeEvents.find(({ id }) => id === event)
  if (!lifeEvent) throw new Fault(casesFaults.noSuchEvent)
  const choose = lifeEvent.subject && candidates(lifeEvent.subject, draft).length > 1 ? [subjectStep] : []
  return ['known', ...choose, ...askedSteps(pack, event, draft).map(({ id }) => id), 'consent', 'owed', 'check']
}

/** The first step that is still to be done; pages beyond it lead back to it. */
export function nextStep(pack: Pack, event: string, draft: Draft): string {
  const steps = stepsOf(pack, event, draft)
  return steps.find((step) => !draft.done.includes(step)) ?? 'check'
}

export const stepAfter = (steps: string[], step: string) => steps[steps.indexOf(step) + 1] ?? 'check'

export const missingStep = (pack: Pack, event: string, draft: Draft) => stepsOf(pack, event, draft).find((step) => step !== 'check' && !draft.done.includes(step))

/** Everything but the last page must be done before sending. */
export function demandSteps(pack: Pack, event: string, draft: Draft) {
  const missing = missingStep(pack, event, draft)
  if (missing) throw new Fault(casesFaults.stepMissing, { pointer: `/${missing}` })
}
