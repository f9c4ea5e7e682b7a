/** What the family is owed, and why not the rest. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Amount } from '../../../web/components/amount/amount.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import type { View } from '../../../web/view.ts'
import type { Assessed, Assessment } from '../apply/assess.ts'
import type { Draft } from '../apply/draft.ts'
import { totalsOf } from '../apply/totals.ts'
import { Following } from './following.tsx'
import { FindingView } from './finding-view.tsx'
import { type Filled, stepPage, stepPath } from './step-page.tsx'
import { agencyName } from './value-in-words.ts'

export interface OwedPage { application: Filled; draft: Draft; assessment: Assessment; today: string }

export function owedPage(view: View, { application, draft, assessment, today }: OwedPage): Page {
  const { owed, unsettled, notOwed, following } = assessment
  // An event may consist of what is done for everybody to whom it happens, with nothing to reckon.
  const reckoned = [...owed, ...unsettled, ...notOwed].some(({ finding }) => finding !== null)
  const { money, vouchers } = totalsOf(owed, today)
  const sums = ([['cases.owed.total-once', money.once], ['cases.owed.total-month', money.month], ['cases.owed.vouchers-once', vouchers.once], ['cases.owed.vouchers-month', vouchers.month]] as const).filter(([, value]) => value > 0)
  return stepPage(view, {
    application, step: 'owed', title: view.t(reckoned ? 'cases.owed.title' : 'cases.owed.title-done', { count: owed.length }),
    lead: reckoned ? view.t('cases.owed.lead', { date: view.date(today) }) : view.t('cases.owed.lead-done'),
    children: (
      <>
        {sums.length === 0 ? null : <dl class="totals">{sums.map(([key, value]) => <div key={key}><dt>{view.t(key)}</dt><dd><Amount>{view.money(value)}</Amount></dd></div>)}</dl>}
        <RefusedAgencies view={view} draft={draft} assessed={[...owed, ...unsettled]} />
        <Section view={view} title={view.t(reckoned ? 'cases.owed.section.owed' : 'cases.owed.section.done')} list={owed} today={today} />
        <Section view={view} title={view.t('cases.owed.section.unsettled')} list={unsettled} today={today} />
        <Following view={view} services={following} />
        <Form view={view} action={stepPath(application, 'owed')}><Button>{view.t('cases.continue')}</Button></Form>
        <Section view={view} title={view.t('cases.owed.section.not-owed')} list={notOwed} today={today} />
      </>
    ),
  })
}

function Section({ view, title, list, today }: { view: View; title: string; list: Assessed[]; today: string }) {
  if (list.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      {list.map((assessed) => <FindingView key={assessed.service.id} view={view} assessed={assessed} today={today} />)}
    </section>
  )
}

/** A no has its consequence said where it counts. */
function RefusedAgencies({ view, draft, assessed }: { view: View; draft: Draft; assessed: Assessed[] }) {
  const refused = view.pack.purposes.filter(({ id, agency }) => draft.consents[id] === false && assessed.some(({ service }) => service.agency === agency))
  if (refused.length === 0) return null
  return <ul class="refused">{refused.map(({ id, agency }) => <li key={id}>{view.t('cases.owed.refused-agency', { agency: agencyName(view, agency ?? '') })}</li>)}</ul>
}
