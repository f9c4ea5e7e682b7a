/** What was paid and is asked back: how much, until when, whether an objection changes that meanwhile, and how to object. */
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import { Tag } from '../../../web/components/tag/tag.tsx'
import type { View } from '../../../web/view.ts'
import { type ReclaimAsked, reclaimsIn } from '../decide/reclaims-in.ts'
import type { ReadApplication } from '../read-application.ts'
import { letterPath } from './letter-page.tsx'
import { ObjectionForm } from './objection-form.tsx'
import { serviceName } from './value-in-words.ts'

export interface ReclaimsProps { view: View; read: ReadApplication; today: string; errors: readonly FormError[]; typed: string | undefined }

export function Reclaims(props: ReclaimsProps) {
  const { view, read } = props
  const asked = reclaimsIn(view.pack, read)
  if (asked.length === 0) return null
  return (
    <>
      <h2>{view.t('cases.reclaim.title')}</h2>
      {asked.map((reclaim) => <Reclaim key={reclaim.letter.id} {...props} reclaim={reclaim} />)}
    </>
  )
}

function Reclaim({ view, read, today, errors, typed, reclaim: { letter, due, objectUntil, objection, decision } }: ReclaimsProps & { reclaim: ReclaimAsked }) {
  const { t } = view
  const { id, asked, reason } = letter
  const receipt = read.application.receipt ?? ''
  const state = decision === 'approved' ? 'lifted' : decision === 'refused' ? 'upheld' : objection && decision !== 'withdrawn' ? 'objected' : 'asked'
  const rests = state === 'objected' && view.pack.reclaim?.whileObjected?.claim === 'rests'
  return (
    <section class="part">
      <h3>{serviceName(view, letter.services[0] ?? '')}</h3>
      <p><Tag kind={state === 'lifted' ? 'done' : state === 'upheld' ? 'refused' : 'attention'}>{t(`cases.reclaim.state.${state}`)}</Tag> {asked && t('cases.letter.asked-back', { money: view.money(asked.amount), month: view.month(asked.month) })}</p>
      {state === 'lifted' ? <p>{t('cases.letter.lifted-paid')}</p> : <p>{t('cases.application.reason', { reason: reason ?? '' })}</p>}
      {due === null || rests ? null : <p>{t('cases.letter.pay-by', { date: view.date(due) })}</p>}
      {state === 'objected' ? <Meanwhile view={view} /> : null}
      <p><a href={letterPath(receipt, id)}>{t('cases.reclaim.letter')}</a></p>
      {objection || objectUntil === undefined || today > objectUntil ? null : (
        <ObjectionForm view={view} against="reclaim" until={objectUntil} action={`/my/applications/${receipt}/reclaims/${id}/objection`} field={`plea-${id}`} errors={errors} typed={typed}><Meanwhile view={view} /></ObjectionForm>
      )}
    </section>
  )
}

function Meanwhile({ view }: { view: View }) {
  const meanwhile = view.pack.reclaim?.whileObjected
  return meanwhile === undefined ? null : <><p>{view.t(`cases.reclaim.while-${meanwhile.claim}`)}</p><Law view={view} source={meanwhile.source} /></>
}
