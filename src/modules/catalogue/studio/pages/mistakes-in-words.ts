/** Mistakes of the studio's forms, in the reader's language: at the field what to do, in the summary beside the field's label. */
import { letterOutcomes } from '../../../../../packages/pack-kit/schema/service.ts'
import type { FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import type { View } from '../../../../web/view.ts'
import { detailTexts, type Mistake, ownLaws } from '../read-details.ts'

/** Field → message of its label; what is written in every language is named without the language. */
const labels: Record<string, string> = {
  'id': 'catalogue.studio.id', 'target': 'catalogue.bpmn.in.target', 'event': 'catalogue.studio.column.form', 'processing.days': 'catalogue.studio.days', 'fee.amount': 'catalogue.studio.fee-label',
  'label': 'catalogue.studio.label', 'hint': 'catalogue.studio.hint', 'title': 'catalogue.studio.page-title', 'lead': 'catalogue.studio.page-lead', 'name': 'catalogue.studio.name', 'choices': 'catalogue.studio.choices', 'place': 'catalogue.studio.column.page', 'onlyIf': 'catalogue.studio.when',
  ...Object.fromEntries(['source', ...ownLaws.map((part) => `${part}.source`)].flatMap((law) => [[`${law}.law`, law === 'source' ? 'catalogue.studio.law' : `catalogue.studio.law.${law.replace('.source', '')}`], [`${law}.article`, 'catalogue.studio.article'], [`${law}.asOf`, 'catalogue.studio.as-of']])),
}
const texts: Record<string, string> = { ...labels, ...Object.fromEntries(detailTexts.map((name) => [name, `catalogue.studio.text.${name}`])), choices: 'catalogue.studio.choice-labels', ...Object.fromEntries(letterOutcomes.map((outcome) => [`letters.${outcome}`, `catalogue.studio.letter.${outcome}`])) }

export const mistakesInWords = (view: View, mistakes: readonly Mistake[]): FormError[] => mistakes.map(({ field, mistake, values }) => ({ field, text: view.t(`catalogue.studio.mistake.${mistake}`, values) }))

export const inSummary = (view: View, errors: readonly FormError[]): FormError[] => errors.map((error) => {
  const label = labelOf(view, error.field)
  return label === undefined ? error : { ...error, label }
})

function labelOf({ t, pack }: View, field: string): string | undefined {
  const language = pack.languages.find(({ tag }) => field.endsWith(`.${tag}`))
  const key = language ? texts[field.slice(0, -language.tag.length - 1)] : labels[field]
  if (key === undefined) return undefined
  return language ? t('catalogue.studio.in-language', { text: t(key), language: language.name }) : t(key)
}
