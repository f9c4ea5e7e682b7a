/** One service with what the rules found: amount first, then the reason in a sentence, then the day, then the law. */
import type { Amount as OwedAmount, Finding } from '../../rules/index.ts'
import { Amount } from '../../../web/components/amount/amount.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import { Tag } from '../../../web/components/tag/tag.tsx'
import type { View } from '../../../web/view.ts'
import type { Assessed } from '../apply/assess.ts'
import { amountInWords, periodInWords } from './amount-in-words.ts'
import { agencyName, factLabel, serviceName } from './value-in-words.ts'

export function FindingView({ view, assessed, today }: { view: View; assessed: Assessed; today: string }) {
  const { service, finding } = assessed
  return (
    <article class="finding">
      <h3>{view.text(service.name)}</h3>
      <p class="hint">{agencyName(view, service.agency)}</p>
      {finding === null ? <p>{view.text(service.summary)}</p> : <FindingBody view={view} finding={finding} today={today} />}
    </article>
  )
}

function FindingBody({ view, finding, today }: { view: View; finding: Finding; today: string }) {
  const open = finding.outcome === 'unknown'
  const reasons = open ? finding.reasons.filter(({ holds }) => holds !== null) : finding.reasons
  return (
    <>
      <Amounts view={view} amounts={finding.amounts} />
      {open ? <p>{view.t('cases.owed.unsettled-why', { facts: finding.missing.map((name) => factLabel(view, name)).join(', ') })}</p> : null}
      {reasons.map((reason, at) => <p key={at}>{view.text(reason.sentence)}</p>)}
      {finding.instead === undefined ? null : <p>{view.t('cases.owed.instead', { service: serviceName(view, finding.instead) })}</p>}
      <Deadline view={view} finding={finding} today={today} />
      <Law view={view} source={finding.law} />
    </>
  )
}

export function Amounts({ view, amounts }: { view: View; amounts: readonly OwedAmount[] }) {
  if (amounts.length === 0) return null
  return (
    <ul class="amounts">
      {amounts.map((amount, at) => {
        const period = periodInWords(view, amount)
        return (
          <li key={at}>
            <Amount>{amountInWords(view, amount)}</Amount>
            {period === '' ? null : <span class="hint"> {period}</span>}
            {amount.sentence === undefined ? null : <span class="amount-note">{view.text(amount.sentence)}</span>}
          </li>
        )
      })}
    </ul>
  )
}

function Deadline({ view, finding, today }: { view: View; finding: Finding; today: string }) {
  if (finding.deadline === null) return null
  const { date, sentence } = finding.deadline
  const late = date < today
  return (
    <p class="deadline">
      <Tag kind={late ? 'attention' : 'info'}>{view.t(late ? 'cases.owed.deadline-past' : 'cases.owed.deadline', { date: view.date(date) })}</Tag> {view.text(sentence)}
    </p>
  )
}
