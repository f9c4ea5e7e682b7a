/** Conditions, amounts and time limit of a rule or of an exception to it. */
import type { Source } from '../../../../packages/pack-kit/schema/common.ts'
import { Details } from '../../../web/components/details/details.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import type { View } from '../../../web/view.ts'
import { paymentWords } from './payment-words.ts'
import type { ReadBranch, ReadPayment } from './reading.ts'

/** @param props.law of the whole rule: what rests on another article says so */
export function BranchView({ view, branch: { kind, conditions, payments, deadline }, law }: { view: View; branch: ReadBranch; law: Source }) {
  const t = (key: string, values?: Record<string, string | number>) => view.t(`rules.reader.${key}`, values)
  return (
    <>
      <p>{t('all-hold')}</p>
      <ol>
        {conditions.map(({ holds, fails, formula, source }, at) => (
          <li key={at}>
            <p>{holds}</p>
            <Details summary={t('reckoned-as', { formula })}><p>{t('if-not', { sentence: fails })}</p></Details>
            {source.article === law.article && source.unverified === law.unverified ? null : <Law view={view} source={source} />}
          </li>
        ))}
      </ol>
      {kind === 'own' ? <h2>{t('amounts')}</h2> : null}
      {kind === 'own' && payments.length === 0 ? <p>{t('no-amount')}</p> : null}
      {payments.length === 0 ? null : <ul>{payments.map((payment, at) => <li key={at}><PaymentView view={view} payment={payment} /></li>)}</ul>}
      {deadline === null ? null : <p>{t('deadline', { date: deadline.date })} {deadline.says}</p>}
    </>
  )
}

function PaymentView({ view, payment: { from, until, note, ...payment } }: { view: View; payment: ReadPayment }) {
  const amount = paymentWords(payment, payment.formula, (key, values) => view.t(`rules.diagram.${key}`, values))
  return (
    <>
      <p>{amount}</p>
      {note === null ? null : <p>{note}</p>}
      {from === null ? null : <p class="hint">{view.t('rules.reader.amount-from', { from })}</p>}
      {until === null ? null : <p class="hint">{view.t('rules.reader.amount-until', { until })}</p>}
    </>
  )
}
