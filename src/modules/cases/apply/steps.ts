/** The order of the pages of an application: the platform's own steps around the questions of the life event. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { casesFaults } from '../contract.ts'
import { askedSteps } from './asked-steps.ts'
import { isAwaited, type Draft } from './draft.ts'
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

/** Where others are asked to fill in a part. */
export const contributionsStep = 'contributions'

/** What keeps it from being sent: a page that is still to be done, or somebody who was asked. */
export const missingBefore = (pack: Pack, event: string, draft: Draft) => missingStep(pack, event, draft) ?? (isAwaited(draft) ? contributionsStep : undefined)

/** Everything but the last page must be done before sending, and nobody be waited for. */
export function demandSteps(pack: Pack, event: string, draft: Draft) {
  const missing = missingStep(pack, event, draft)
  if (missing === undefined && isAwaited(draft)) throw new Fault(casesFaults.contributionAwaited)
  if (missing) throw new Fault(casesFaults.stepMissing, { pointer: `/${missing}` })
}
