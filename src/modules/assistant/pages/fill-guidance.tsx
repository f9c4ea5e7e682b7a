/** What was not understood: the form that an answer takes, with an example and what can be chosen by number; the second time, the way past the words. */
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import type { View } from '../../../web/view.ts'
import type { OwnApplication, Slot, Slots } from '../../cases/index.ts'
import { personInWords } from '../../exchange/index.ts'
import { finitesIn } from '../fill/read-numbered.ts'
import { isNumbered } from '../fill/read-several.ts'
import { labelOf } from './fill-words.ts'

interface GuidanceProps { view: View; application: OwnApplication; slots: Slots; misses: number }

export function Guidance({ view, application, slots, misses }: GuidanceProps) {
  const { t } = view
  if (misses === 0 || slots.asked.length === 0) return null
  const [finite] = finitesIn(slots)
  return (
    <Notice kind={misses > 1 ? 'attention' : 'info'} title={t(misses > 1 ? 'assistant.guide.again' : 'assistant.guide.title')}>
      {misses > 1 ? <p>{t('assistant.guide.kept')}</p> : null}
      <ul>{slots.asked.map((slot) => <li key={labelOf(view, slot)}>{labelOf(view, slot)}: {t(`assistant.guide.${formOf(slot)}`)}</li>)}</ul>
      {finite === undefined ? null : <><p>{t('assistant.guide.by-number', { question: labelOf(view, finite.slot) })}</p><ol>{optionsOf(view, finite.slot).map((option) => <li key={option}>{option}</li>)}</ol></>}
      {misses > 1 ? <p><ButtonLink href={`/apply/${application.id}/continue`}>{t('assistant.guide.as-form')}</ButtonLink></p> : null}
    </Notice>
  )
}

function formOf(slot: Slot): 'date' | 'choice' | 'yes-no' | 'number' | 'name' | 'known' {
  if (slot.kind === 'known') return 'known'
  if (slot.kind === 'more') return 'yes-no'
  if (slot.kind === 'subject') return 'choice'
  const { type } = slot.question
  return type === 'text' ? isNumbered(slot) ? 'number' : 'name' : type
}

function optionsOf(view: View, slot: Slot): string[] {
  if (slot.kind === 'subject') return slot.candidates.map((person) => personInWords(view, person))
  if (slot.kind === 'question' && slot.question.type === 'choice') return (slot.question.choices ?? []).map(({ label }) => view.text(label))
  return [view.t('cases.yes'), view.t('cases.no')]
}
