/** The parts of a form that somebody else may be asked to answer: who has been asked, how it stands, and the way to ask. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { AskedPart } from '../contribute/read-contributions.ts'
import type { OwnApplication } from '../index.ts'
import { saidBy } from './entrusted-rows.tsx'
import { stepPath } from './step-page.tsx'

export interface ContributionsPage { application: OwnApplication; parts: readonly AskedPart[]; typed?: { part: string; label: string }; errors?: readonly FormError[] }

export const labelField = (part: string) => `label-${part}`

export function contributionsPage(view: View, { application, parts, typed, errors = [] }: ContributionsPage): Page {
  const { t } = view
  const title = t('contributions.form.title')
  return portalPage(view, {
    title, errors, ...(errors.length > 0 ? { status: 422 } : {}),
    children: (
      <>
        <BackLink view={view} href={stepPath(application, 'continue')} />
        <ErrorSummary view={view} errors={errors} />
        <h1>{title}</h1>
        {parts.length === 0 ? <Empty title={t('contributions.form.none')} /> : <Lead>{t('contributions.form.lead')}</Lead>}
        {parts.map((part) => <Part key={part.id} view={view} application={application} part={part} label={typed?.part === part.id ? typed.label : undefined} error={errors.find(({ field }) => field === labelField(part.id))?.text} />)}
        {parts.length === 0 ? null : <p><a href={stepPath(application, 'continue')}>{t('contributions.form.back')}</a></p>}
      </>
    ),
  })
}

function Part({ view, application, part, label, error }: { view: View; application: OwnApplication; part: AskedPart; label: string | undefined; error: string | undefined }) {
  const { t } = view
  const { answers, entrusted = {} } = application.draft
  const stands = part.asked.find(({ id }) => part.questions.some(({ fact }) => entrusted[fact]?.contribution === id))
  const action = stepPath(application, 'contributions')
  return (
    <section>
      <h2>{view.text(part.title)}</h2>
      {part.asked.map((asked) => <State key={asked.id} view={view} asked={asked} />)}
      <SummaryList rows={part.questions.map(({ fact, label: question }) => ({ key: view.text(question), value: answers[fact] === undefined ? '' : saidBy(view, fact, answers[fact], entrusted[fact]?.by) }))} />
      {stands === undefined ? (
        <Form view={view} action={action}>
          <input type="hidden" name="part" value={part.id} />
          <p>{t('contributions.form.usually', { who: view.text(part.who) })}</p>
          {part.questions.some(({ fact }) => answers[fact] !== undefined) ? <p>{t('contributions.form.deleted')}</p> : null}
          <TextField name="label" id={labelField(part.id)} label={t('contributions.form.label')} hint={t('contributions.form.label-hint')} width={20} autocomplete="off" value={label} error={error} />
          <Button kind="secondary">{t('contributions.form.ask')}<span class="hidden"> ({view.text(part.title)})</span></Button>
        </Form>
      ) : (
        <div class="buttons">
          {stands.status === 'asked' ? (
            <Form view={view} action={action}>
              <input type="hidden" name="part" value={part.id} />
              <input type="hidden" name="label" value={stands.label} />
              <Button kind="secondary">{t('contributions.form.again')}<span class="hidden"> ({view.text(part.title)})</span></Button>
            </Form>
          ) : null}
          <Form view={view} action={`${action}/${stands.id}/end`}>
            <Button kind={stands.status === 'given' ? 'danger' : 'secondary'}>{t(stands.status === 'given' ? 'contributions.form.delete-given' : 'contributions.form.take-back')}<span class="hidden"> ({view.text(part.title)})</span></Button>
          </Form>
        </div>
      )}
    </section>
  )
}

function State({ view, asked: { status, name, label, sentence, ends_at, settled_at } }: { view: View; asked: AskedPart['asked'][number] }) {
  const who = name ?? label
  const when = status === 'asked' || status === 'opened' || status === 'expired' ? ends_at : settled_at ?? ends_at
  return (
    <>
      <p>{view.t(`contributions.state.${status}`, { name: who, date: view.dateTime(when) })}</p>
      {sentence === null ? null : <p>{view.t('contributions.form.sentence', { name: who, text: sentence })}</p>}
    </>
  )
}
