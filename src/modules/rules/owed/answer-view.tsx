/** One service with what the rules say of it: amount, reasons in sentences, what would turn a refusal, the law. */
import type { Source } from '../../../../packages/pack-kit/schema/common.ts'
import { Amount } from '../../../web/components/amount/amount.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import type { View } from '../../../web/view.ts'
import type { FactSet } from '../contract.ts'
import { pathOfRule } from '../reader/reader-page.tsx'
import type { Told } from './ask-household.ts'
import { BackPayView } from './back-pay-view.tsx'
import { amountInWords, factOf, periodInWords, serviceName, turnInWords } from './in-words.ts'

export interface AnswerView { view: View; told: Told; facts: FactSet; settled: string | undefined }

export function AnswerView({ view, told: { finding, turns, backPay }, facts, settled }: AnswerView) {
  const { service, amounts, reasons, missing, instead, nobody, outOfForce, deadline, law } = finding
  const known = finding.outcome === 'unknown' ? reasons.filter(({ holds }) => holds !== null) : reasons
  return (
    <article class="finding">
      <h3><a href={`/services/${service}`}>{serviceName(view, service)}</a></h3>
      {amounts.length === 0 ? null : (
        <ul class="amounts">
          {amounts.map((amount, at) => (
            <li key={at}>
              <Amount>{amountInWords(view, amount)}</Amount>
              {periodInWords(view, amount) === '' ? null : <span class="hint"> {periodInWords(view, amount)}</span>}
              {amount.sentence === undefined ? null : <span class="amount-note">{view.text(amount.sentence)}</span>}
            </li>
          ))}
        </ul>
      )}
      {backPay && (backPay.sum > 0 || backPay.vouchers > 0) ? <BackPayView view={view} backPay={backPay} /> : null}
      {known.map(({ sentence }, at) => <p key={at}>{view.text(sentence)}</p>)}
      {settled === undefined ? null : <p>{settled}</p>}
      {settled === undefined && missing.length > 0 ? <p>{view.t('rules.owed.missing', { facts: missing.map((name) => labelOf(view, name)).join(', ') })}</p> : null}
      {instead === undefined ? null : <p>{view.t('rules.owed.instead', { service: serviceName(view, instead) })}</p>}
      {nobody ? <p>{view.t('rules.owed.nobody')}</p> : null}
      {outOfForce ? <OutOfForce view={view} span={outOfForce} /> : null}
      {deadline ? <p class="deadline"><strong>{view.date(deadline.date)}</strong> {view.text(deadline.sentence)}</p> : null}
      <Turns view={view} turns={turns} facts={facts} />
      <Law view={view} source={law as Source} />
      <p><a href={pathOfRule(service)}>{view.t('rules.reader.title', { service: serviceName(view, service) })}</a></p>
    </article>
  )
}

const labelOf = (view: View, name: string) => { const fact = factOf(view, name); return fact ? view.text(fact.label) : name }

function OutOfForce({ view, span: { from, until } }: { view: View; span: { from: string | null; until: string | null } }) {
  return (
    <>
      {from === null ? null : <p>{view.t('rules.owed.in-force-from', { date: view.date(from) })}</p>}
      {until === null ? null : <p>{view.t('rules.owed.in-force-until', { date: view.date(until) })}</p>}
    </>
  )
}

function Turns({ view, turns, facts }: { view: View; turns: Told['turns']; facts: FactSet }) {
  if (turns.length === 0) return null
  return (
    <>
      <h4>{view.t('rules.turn.title')}</h4>
      <ul>
        {turns.map((turn, at) => (
          <li key={at}>{turnInWords(view, turn, facts).join(' ')}{turn.outcome === 'unknown' ? ` ${view.t('rules.turn.then-open')}` : ''}</li>
        ))}
      </ul>
    </>
  )
}
