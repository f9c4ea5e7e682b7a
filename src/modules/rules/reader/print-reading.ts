/** A rule for a terminal: what the page says, line by line. */
import type { Wording } from '../../../web/wordings.ts'
import type { Source } from '../../../../packages/pack-kit/schema/common.ts'
import { listSteps } from './list-steps.ts'
import { paymentWords } from './payment-words.ts'
import type { ReadBranch, Reading } from './reading.ts'
import { sayRows } from './say-rows.ts'

export function printReading(reading: Reading, { t: translate, text, date }: Wording): string {
  const t = (key: string, values?: Record<string, string | number>) => translate(`rules.reader.${key}`, values)
  const said = (key: string, values?: Record<string, string | number>) => translate(`rules.diagram.${key}`, values)
  const cited = ({ law, article, asOf, unverified }: Source) => [t('cited', { law: text(law), article }).trim(), date(asOf), ...(unverified ? [said('unverified')] : [])].join(' · ')
  const branch = ({ kind, name, conditions, payments, deadline, source }: ReadBranch): string[] => [
    '', `${kind === 'own' ? t('conditions') : said(kind)}${name === null ? '' : ` (${name})`}  ${cited(source)}`,
    ...conditions.flatMap(({ holds, formula, source: own }) => [`  · ${holds}`, `      ${t('reckoned-as', { formula })}`, ...(own.article === source.article ? [] : [`      ${cited(own)}`])]),
    ...payments.flatMap(({ from, until, note, ...payment }) => [
      `  = ${paymentWords(payment, payment.formula, said)}`,
      ...[note, from === null ? null : t('amount-from', { from }), until === null ? null : t('amount-until', { until })].filter((line) => line !== null).map((line) => `      ${line}`),
    ]),
    ...(deadline === null ? [] : [`  ${t('deadline', { date: deadline.date })} ${deadline.says}`]),
  ]
  const { name, service, source, on, each, where, span, branches, choices, diagram, values, figures, place, hash } = reading
  return [
    `${name} (${service})`, cited(source), t('read-on', { date: date(on) }),
    '', each === null ? t('once') : t('each', { list: each }), ...(where === null ? [] : [said('asked-where', { condition: where })]),
    ...(span.from === null ? [] : [said('from', { from: span.from })]), ...(span.until === null ? [] : [said('until', { until: span.until })]),
    ...branches.flatMap(branch),
    ...choices.flatMap(({ says, services, source: own }) => ['', says, ...services.map((other) => `  · ${other.name} (${other.id})`), `  ${cited(own)}`]),
    '', t('diagram'),
    ...listSteps(diagram).flatMap(({ kind, items }) => [`  ${said(`step.${kind}`)}`, ...items.flatMap(({ node, from, after }) => [
      `    · ${node.words}${node.note === null ? '' : `  ${node.note}`}${node.unverified ? `  ${said('unverified')}` : ''}`,
      ...from.map(({ words }) => `        ← ${words}`), ...after.map(({ words }) => `        ${said('unless')} ${words}`),
    ])]),
    ...(values.length === 0 ? [] : ['', t('values'), ...values.flatMap(({ name: own, words, formula, source: law }) => [`  · ${words} (${own})  ${cited(law)}`, `      ${formula}`])]),
    ...(figures.length === 0 ? [] : ['', t('figures')]),
    ...figures.flatMap(({ name: own, words, source: law, versions }) => [`  · ${words} (${own})  ${cited(law)}`, ...versions.flatMap((version) => [
      `      ${t('from')} ${date(version.from)}, ${t('known')} ${date(version.known)}${version.unverified ? `, ${said('unverified')}` : ''}`, ...sayRows(version, translate).map((line) => `        ${line}`)])]),
    '', t('text-place', { file: place.file, line: place.line, hash }),
  ].join('\n')
}
