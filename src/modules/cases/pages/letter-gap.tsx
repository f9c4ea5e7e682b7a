/** Why the general text stands in the place of a service's own letter: for the official who decides and the owner who wrote it. */
import { letterName } from '../../../../packages/pack-kit/letter-values.ts'
import { Notice } from '../../../web/components/notice/notice.tsx'
import type { View } from '../../../web/view.ts'
import type { Gap } from '../letters/letter.ts'

export function LetterGap({ view: { t, text, pack }, gap }: { view: View; gap: Gap | undefined }) {
  if (gap === undefined) return null
  if (gap.why === 'no-letter') return <p class="hint">{t('cases.letter.gap.no-letter')}</p>
  if (gap.why === 'no-language') return <Notice kind="attention" title={t('cases.letter.gap.no-language')} />
  const labelOf = (name: string) => {
    const fact = pack.facts.find((one) => letterName(one.fact) === name)
    return fact ? `${text(fact.label)} {${name}}` : `{${name}}`
  }
  return <Notice kind="attention" title={t('cases.letter.gap.values')}><ul>{gap.values.map((name) => <li key={name}>{labelOf(name)}</li>)}</ul></Notice>
}
