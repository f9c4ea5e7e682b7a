/** One look: what was seen and why, how far its proof has come, and the question to whoever looked. */
import type { Page } from '../../../kernel/http/answers.ts'
import type { EntryState } from '../../../kernel/transparency/prove-entries.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { AccessLogRow } from '../index.ts'
import { whoAnswers } from '../requests/make-request.ts'
import type { RequestWithTold } from '../requests/read-requests.ts'
import { lookKeptUntil } from '../retention/kept-until.ts'
import { Kept } from './kept.tsx'
import { type Lookers, namesIn } from './names.ts'
import { RequestInWords } from './request-in-words.tsx'

export interface LookPage {
  look: AccessLogRow
  state: EntryState
  who: Lookers
  questions: readonly RequestWithTold[]
  errors?: readonly FormError[]
  typed?: string
}

export function lookPage(view: View, { look, state, questions, who, errors = [], typed = '' }: LookPage): Page {
  const { t, pack } = view
  const names = namesIn(view, who)
  const purpose = names.purposeOf(look.purpose)
  const answering = whoAnswers(pack, look)
  const question = answering === undefined || questions.some(({ answered_at }) => answered_at === null) ? undefined : pack.dataRights?.question
  return portalPage(view, {
    title: t('exchange.look.title'), errors, ...(errors.length > 0 ? { status: 422 } : {}),
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <BackLink view={view} href="/my/data" />
        <h1>{t('exchange.look.title')}</h1>
        <SummaryList rows={[
          { key: t('exchange.log.when'), value: view.dateTime(look.looked_at ?? look.at) },
          ...(look.opened_at === null ? [] : [{ key: t('exchange.look.sealed'), value: t('exchange.log.sealed-until', { date: view.dateTime(look.opened_at) }) }, { key: t('exchange.covert.warrant'), value: look.warrant }]),
          { key: t('exchange.log.who'), value: `${names.recipient(look)}, ${names.role(look.recipient_role)}` },
          { key: t('exchange.log.why'), value: names.purpose(look.purpose) },
          { key: t('exchange.look.register'), value: names.register(look.register) },
          { key: t('exchange.log.fields'), value: look.fields.map((field) => names.field(look.register, field)).join(', ') },
          { key: t('exchange.look.kept'), value: view.date(lookKeptUntil(pack, look.at)) },
          { key: t('exchange.look.proof'), value: t(`exchange.look.state.${look.salt === null ? 'before' : state}`) },
        ]} />
        {purpose ? <Law view={view} source={purpose.legalBasis} /> : null}
        <Kept view={view} kept={pack.retention.accessLog} text="exchange.log.kept" />
        {purpose?.covert && look.opened_at !== null ? <><h2>{t('exchange.look.sealed-why')}</h2><p>{t('exchange.look.sealed-law')}</p><Law view={view} source={purpose.covert.law} /></> : null}
        {look.salt !== null && state === 'witnessed' ? <ButtonLink href={`/my/data/looks/${look.id}/evidence`} kind="secondary">{t('exchange.look.evidence')}</ButtonLink> : null}
        {questions.map((request) => <RequestInWords key={request.id} view={view} request={request} />)}
        {question === undefined ? null : (
          <>
            <h2>{t('exchange.look.ask')}</h2>
            <p>{t('exchange.look.ask-lead', { agency: names.agency(answering ?? ''), days: question.days })}</p>
            <Form view={view} action={`/my/data/looks/${look.id}/questions`} label={t('exchange.look.ask')}>
              <TextField name="words" label={t('exchange.request.words')} rows={4} value={typed} error={errors[0]?.text} />
              <Button>{t('exchange.request.send')}</Button>
            </Form>
            <Law view={view} source={question.source} />
          </>
        )}
      </>
    ),
  })
}
