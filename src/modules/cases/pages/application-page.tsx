/** One sent application: receipt, who decides what until when, what was asked, one timeline. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Amount } from '../../../web/components/amount/amount.tsx'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { Details } from '../../../web/components/details/details.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Tag } from '../../../web/components/tag/tag.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { Timeline } from '../../../web/components/timeline/timeline.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { ReadApplication } from '../read-application.ts'
import { lettersIn } from '../letters/cases-in.ts'
import { legalDay } from '../clocks/legal-day.ts'
import { followingOf } from '../apply/assess.ts'
import { deadlinesOf } from '../clocks/deadlines.ts'
import { ApplicationParts } from './application-parts.tsx'
import { Deadlines } from './deadlines.tsx'
import { Following } from './following.tsx'
import { happeningInWords } from './happening-in-words.ts'
import { letterPath } from './letter-page.tsx'
import { Reclaims } from './reclaims.tsx'
import { agencyName, eventName, serviceName } from './value-in-words.ts'

export interface ApplicationPage { read: ReadApplication; today: string; justSent?: boolean; errors?: readonly FormError[]; typed?: string }

/** With these there is something on the person's page of payments. */
const moneyMoves = ['payment-ordered', 'payment-failed', 'payment-reclaimed', 'payment-resumed', 'fee-asked', 'fee-unreceived', 'repaid-unreceived', 'fee-lifted']

export function applicationPage(view: View, { read, today, justSent = false, errors = [], typed }: ApplicationPage): Page {
  const { application, happenings } = read
  const receipt = application.receipt ?? ''
  const title = justSent ? view.t('cases.receipt.title') : view.t('cases.application.title', { event: eventName(view, application.event) })
  return portalPage(view, {
    title, errors, ...(errors.length > 0 ? { status: 422 } : {}),
    children: (
      <>
        <BackLink view={view} href="/my/applications" />
        <ErrorSummary view={view} errors={errors} />
        <h1>{title}</h1>
        <dl class="totals">
          <div><dt>{view.t('cases.receipt.number')}</dt><dd><Amount>{receipt}</Amount></dd></div>
          <div><dt>{view.t('cases.application.state')}</dt><dd><Tag kind={application.status === 'closed' ? 'done' : 'info'}>{view.t(`cases.status.${application.status}`)}</Tag></dd></div>
        </dl>
        {justSent ? <p class="lead">{view.t('cases.receipt.next')}</p> : null}
        <Questions view={view} read={read} errors={errors} typed={typed} />
        <Reclaims view={view} read={read} today={today} errors={errors} typed={typed} />
        {happenings.some(({ kind }) => kind === 'certificate') ? <p><a href="/my/documents">{view.t('cases.application.documents')}</a></p> : null}
        {happenings.some(({ kind }) => moneyMoves.includes(kind)) ? <p><a href="/my/payments">{view.t('cases.application.payments')}</a></p> : null}
        <h2>{view.t('cases.application.parts')}</h2>
        <ApplicationParts view={view} read={read} today={today} errors={errors} typed={typed} />
        <Following view={view} services={followingOf(view.pack, application.event, application.draft, today)} lines={read.lines} />
        <LetterList view={view} read={read} />
        <Deadlines view={view} deadlines={deadlinesOf(view.pack, application.event, application.draft, today)} today={today} />
        <h2>{view.t('cases.application.timeline')}</h2>
        <Timeline items={happenings.map((happening, at) => ({
          when: view.dateTime(happening.at), title: happeningInWords(view, happening), state: at === happenings.length - 1 && application.status === 'submitted' ? 'now' as const : 'done' as const,
        }))} />
        {application.record === null ? null : <p><a href={`/my/applications/${receipt}/record`}>{view.t('cases.application.record')}</a> <span class="hint">{view.t('cases.application.record-hint')}</span></p>}
        {application.status === 'submitted' ? (
          <Details summary={view.t('cases.application.withdraw-title')}>
            <p>{view.t('cases.application.withdraw-lead')}</p>
            <Form view={view} action={`/my/applications/${receipt}/withdraw`}><Button kind="danger">{view.t('cases.application.withdraw')}</Button></Form>
          </Details>
        ) : null}
      </>
    ),
  })
}

/** Each decision, question and referral as a letter of its own, to read and to print. */
function LetterList({ view, read }: { view: View; read: ReadApplication }) {
  const letters = lettersIn(view.pack, read)
  if (letters.length === 0) return null
  return (
    <>
      <h2>{view.t('cases.letter.list')}</h2>
      <ul>{letters.map(({ id, receipt, outcome, services, at }) => (
        <li key={id}><a href={letterPath(receipt, id)}>{view.t(`cases.letter.title.${outcome}`, { service: new Intl.ListFormat(view.language.html).format(services.map((service) => serviceName(view, service))) })}</a> <span class="hint">{view.date(legalDay(view.pack, at))}</span></li>
      ))}</ul>
    </>
  )
}

function Questions({ view, read, errors, typed }: { view: View; read: ReadApplication; errors: readonly FormError[]; typed: string | undefined }) {
  const agencyOf = (part: string) => agencyName(view, read.parts.find(({ id }) => id === part)?.agency ?? '')
  return (
    <>
      {read.questions.map((question) => (
        <Notice key={question.id} kind={question.answer === null ? 'attention' : 'done'} title={view.t('cases.application.question-title', { agency: agencyOf(question.part_id) })}>
          <p>{question.text}</p>
          {question.answer === null ? (
            <Form view={view} action={`/my/applications/${read.application.receipt ?? ''}/answers/${question.id}`}>
              <TextField name="answer" label={view.t('cases.application.answer')} rows={4} value={typed} error={errors.find(({ field }) => field === 'answer')?.text} />
              <Button>{view.t('cases.application.send-answer')}</Button>
            </Form>
          ) : <p>{view.t('cases.application.answered', { answer: question.answer })}</p>}
        </Notice>
      ))}
    </>
  )
}
