/** A line of the statement that fits nothing: what it may belong to, and the clerk's choice with a reason; or what was made of it. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Radios } from '../../../web/components/radios/radios.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import { type Choice, notOurs } from '../by-hand/assign-line.ts'
import { type Candidate, candidatesShown } from '../by-hand/list-candidates.ts'
import type { ByHand, Line } from '../by-hand/read-line.ts'
import type { OpenLine } from '../index.ts'
import { ByHandTable } from './by-hand-table.tsx'
import { accountInWords, amountInWords, serviceName } from './payment-in-words.ts'
import { reconciliationPath } from './reconciliation-page.tsx'

export interface LinePage extends OpenLine {
  find: string
  chosen?: Choice
  errors?: readonly FormError[]
  /** `taken`: somebody was faster. */
  told?: 'done' | 'taken' | 'reopened' | undefined
}

export function linePage(view: View, { line, candidates, assigned, history, find, chosen, errors = [], told }: LinePage): Page {
  const { t } = view
  const title = t('payments.line.title', { reference: line.bank_reference })
  return consolePage(view, {
    title, errors, wide: true, ...(told === 'taken' ? { status: 409 } : errors.length > 0 ? { status: 422 } : {}),
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <BackLink view={view} href={reconciliationPath} />
        {told === 'done' || told === 'reopened' ? <Notice kind="done" title={t(`payments.line.${told}`)} /> : null}
        {told === 'taken' ? <Notice kind="attention" title={t('payments.fault.line-taken')}><p>{t('payments.fault.line-taken.next')}</p></Notice> : null}
        <h1>{title}</h1>
        <LineFacts view={view} line={line} />
        <ByHandTable view={view} rows={history} />
        {assigned ? <Reopen view={view} line={line} assigned={assigned} errors={errors} /> : <Choose view={view} line={line} candidates={candidates} find={find} chosen={chosen} errors={errors} />}
      </>
    ),
  })
}

export function LineFacts({ view, line }: { view: View; line: Line }) {
  const { t } = view
  return (
    <SummaryList rows={[
      { key: t('payments.column.amount'), value: view.money(line.amount) },
      { key: t('payments.column.booked'), value: view.date(line.booked_on) },
      { key: t('payments.column.reference'), value: line.reference ?? t('payments.line.no-reference') },
      { key: t('payments.column.why'), value: t(`payments.unmatched.${line.unmatched ?? 'unknown-reference'}`) },
    ]} />
  )
}

/** What the ledger has booked is not opened again: an entry is taken back by an entry. */
function Reopen({ view, line, assigned, errors }: { view: View; line: Line; assigned: ByHand; errors: readonly FormError[] }) {
  const { t } = view
  return assigned.obligation === null ? (
    <>
      <h2>{t('payments.line.reopen')}</h2>
      <p>{t('payments.line.reopen-lead')}</p>
      <Form view={view} action={`${reconciliationPath}/${line.id}/reopen`}>
        <TextField name="reason" label={t('payments.line.why')} hint={t('payments.reverse-hint')} rows={3} error={errors.find(({ field }) => field === 'reason')?.text} />
        <Button kind="secondary">{t('payments.line.reopen')}</Button>
      </Form>
    </>
  ) : null
}

interface ChooseProps { view: View; line: Line; candidates: readonly Candidate[]; find: string; chosen: Choice | undefined; errors: readonly FormError[] }

function Choose({ view, line, candidates, find, chosen, errors }: ChooseProps) {
  const { t } = view
  const path = `${reconciliationPath}/${line.id}`
  const errorOf = (field: string) => errors.find((error) => error.field === field)?.text
  return (
    <>
      <form role="search" method="get" action={path}>
        <TextField name="find" type="search" label={t('payments.line.find')} hint={t('payments.line.find-hint')} value={find} autocomplete="off" width={20} />
        <Button kind="secondary">{t('payments.line.search')}</Button>
      </form>
      <Form view={view} action={path}>
        <input type="hidden" name="find" value={find} />
        {candidates.length === 0 ? <p>{t(find === '' ? 'payments.line.none' : 'payments.line.none-found')}</p> : null}
        <Radios name="payment" legend={t('payments.line.which')} hint={candidates.length === candidatesShown ? t('payments.line.first', { count: candidatesShown }) : undefined} error={errorOf('payment')} value={chosen?.payment}
          items={[
            ...candidates.map((candidate) => ({ value: candidate.id, label: <>{serviceName(view, candidate.service)} · <bdi>{candidate.receipt}</bdi> · {amountInWords(view, candidate)}</>, hint: aboutCandidate(view, line, candidate) })),
            { value: notOurs, label: t('payments.line.not-ours'), hint: t('payments.line.not-ours-hint') },
          ]} />
        <TextField name="reason" label={t('payments.line.why')} hint={t('payments.reverse-hint')} rows={3} value={chosen?.reason} error={errorOf('reason')} />
        <Button>{t('payments.line.look')}</Button>
      </Form>
    </>
  )
}

function aboutCandidate(view: View, line: Line, { amount, account, standing, since }: Candidate): string {
  const { t } = view
  const difference = Math.abs(line.amount) - amount
  return [
    difference === 0 ? t('payments.line.same-amount') : t('payments.line.differs', { money: view.money(Math.abs(difference)) }),
    t(`payments.state.${standing}`), ...(account === null ? [] : [accountInWords(view, account)]), view.dateTime(since),
  ].join(' · ')
}
