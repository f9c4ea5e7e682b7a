/** Whom a life event happened to, where that is somebody else than the applicant: an entry of a list that a register keeps on the applicant. */
import type { LifeEvent, Subject } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { casesFaults } from '../contract.ts'
import type { Draft } from './draft.ts'

export type Related = Record<string, string | number | boolean | null>

export const subjectStep = 'subject'

export const lifeEventOf = (pack: Pack, event: string): LifeEvent | undefined => pack.lifeEvents.find(({ id }) => id === event)

/** Those whom it may be about. */
export function candidates({ register, field }: Subject, { known }: Draft): Related[] {
  const list = known?.find((value) => value.register === register && value.field === field)?.value
  return Array.isArray(list) ? list.filter((entry) => typeof entry === 'object') : []
}

/** The one it is about: the only one, or the one that was chosen. Nothing is asked where there is nothing to choose. */
export function subjectOf(pack: Pack, event: string, draft: Draft): Related | undefined {
  const subject = lifeEventOf(pack, event)?.subject
  if (!subject) return undefined
  const all = candidates(subject, draft)
  return all.length === 1 ? all[0] : all.find(({ personId }) => personId === draft.subject)
}

export const subjectId = (related: Related | undefined): string | null => (typeof related?.['personId'] === 'string' ? related['personId'] : null)

/** @throws noSubject where the register knows nobody to whom it happened */
export function demandSubject(pack: Pack, event: string, draft: Draft) {
  if (lifeEventOf(pack, event)?.subject && !subjectOf(pack, event, draft)) throw new Fault(casesFaults.noSubject)
}
