/** Everything once more on one page, with the way back to each answer; then one submission. */
import type { PublicService } from '../../../../packages/pack-kit/schema/service.ts'
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import type { View } from '../../../web/view.ts'
import type { Assessed } from '../apply/assess.ts'
import { collectedBy } from '../apply/collects.ts'
import { askedSteps } from '../apply/asked-steps.ts'
import { isAwaited, type Draft } from '../apply/draft.ts'
import { consentSections, knownSections, type Section } from '../counter/pages/everything.ts'
import { Finish } from '../counter/pages/finish.tsx'
import { amountInWords } from './amount-in-words.ts'
import { entrustedRows } from './entrusted-rows.tsx'
import { type Filled, stepPage, stepPath } from './step-page.tsx'
import { stepsOf } from '../apply/steps.ts'
import { subjectOf, subjectStep } from '../apply/subject.ts'
import { personInWords } from '../../exchange/index.ts'
import { agencyName, answerInWords, factLabel, registerName } from './value-in-words.ts'

export interface CheckPage { application: Filled; draft: Draft; services: Assessed[]; /** It has been changed since it was looked at last, or a register says another amount now. */ changed?: boolean | 'amount' | 'silent'; /** The legal day. */ today: string; errors?: readonly FormError[] }

export function checkPage(view: View, { application, draft, services, today, changed = false, errors = [] }: CheckPage): Page {
  const change = (step: string) => ({ href: stepPath(application, step), label: view.t('cases.change') })
  const lifeEvent = view.pack.lifeEvents.find(({ id }) => id === application.event)
  const answers = askedSteps(view.pack, application.event, draft).flatMap((step) => (step.repeat
    ? draft.newborns.map((child, index) => ({
      key: draft.newborns.length > 1 ? view.t('cases.child.which', { number: index + 1 }) : view.text(step.title),
      value: view.t('cases.person-born', { name: child.name, date: view.date(child.birthDate) }), action: change(step.id),
    }))
    : step.questions.map(({ fact, label }) => ({
      key: view.text(label), value: answerInWords(view, view.pack.facts.find((candidate) => candidate.fact === fact), draft.answers[fact] ?? ''), action: change(step.id),
    }))))
  const corrections = Object.entries(draft.corrections).map(([fact, value]) => ({
    key: factLabel(view, fact), value: view.t('cases.known.corrected', { value: answerInWords(view, view.pack.facts.find((candidate) => candidate.fact === fact), value) }), action: change('known'),
  }))
  const consents = view.pack.purposes.filter(({ id }) => draft.consents[id] !== undefined).map(({ id, agency }) => ({
    key: agencyName(view, agency ?? ''), value: view.t(draft.consents[id] ? 'cases.check.agreed' : 'cases.check.refused'), action: change('consent'),
  }))
  const subject = subjectOf(view.pack, application.event, draft)
  const said = [
    ...(lifeEvent?.subject && subject ? [{ key: view.text(lifeEvent.subject.title), value: personInWords(view, subject), ...(stepsOf(view.pack, application.event, draft).includes(subjectStep) ? { action: change(subjectStep) } : {}) }] : []),
    ...answers, ...entrustedRows(view, application), ...corrections,
  ]
  // Whoever confirms what another has written down sees all of it.
  const { atCounter } = application
  const inFull = atCounter !== undefined || application.takenDown.length > 0
  const agencies = new Set(services.map(({ service }) => service.agency))
  return stepPage(view, {
    application, step: 'check', errors, ...(changed === false ? {} : { status: changed === 'silent' ? 503 : 409 }), title: view.t('cases.check.title'), lead: view.t('cases.check.lead', { agencies: agencies.size }),
    children: (
      <>
        {changed === false ? null : <Notice kind="attention" title={view.t(`cases.check.${changed === true ? 'changed' : `${changed}-changed`}`)}><p>{view.t(`cases.check.${changed === true ? 'changed' : `${changed}-changed`}-next`)}</p></Notice>}
        <h2>{view.t('cases.check.section.services')}</h2>
        <SummaryList rows={services.map(({ service, finding }) => ({
          key: view.text(service.name), value: collectedInWords(view, service, draft) ?? (finding === null || finding.amounts.length === 0 ? agencyName(view, service.agency) : finding.amounts.map((amount) => amountInWords(view, amount)).join(' · ')),
        }))} />
        {said.length === 0 ? null : <><h2>{view.t('cases.check.section.answers')}</h2><SummaryList rows={said} /></>}
        <h2>{view.t('cases.check.section.consents')}</h2>
        {inFull ? <Sections list={consentSections(view, application, today)} /> : <SummaryList rows={consents} />}
        {inFull ? <><h2>{view.t('cases.known.title')}</h2><Sections list={knownSections(view, application)} /></> : null}
        {isAwaited(draft) ? null : atCounter ? <Finish view={view} at={atCounter} version={application.version} errors={errors} /> : (
          <Form view={view} action={stepPath(application, 'check')}>
            <input type="hidden" name="version" value={String(application.version)} />
            <p>{view.t('cases.check.truth')}</p>
            <Button>{view.t('cases.check.send')}</Button>
          </Form>
        )}
      </>
    ),
  })
}

/** How much is to be paid, who says so, and as of when: it is asked once more before it is sent. */
function collectedInWords(view: View, service: PublicService, { known }: Draft): string | undefined {
  const owed = collectedBy(view.pack, service, known)
  return owed && view.t('cases.check.collects', { amount: view.money(owed.amount), register: registerName(view, owed.register), time: view.dateTime(owed.at) })
}

const Sections = ({ list }: { list: readonly Section[] }) => <>{list.map(({ title, rows }) => <section key={title}><h3>{title}</h3><SummaryList rows={rows} /></section>)}</>
