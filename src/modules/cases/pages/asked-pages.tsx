/** What others ask of the reader: the code, the list, and one request with exactly what is asked. Nothing else of the application is here. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { Details } from '../../../web/components/details/details.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { LinkList } from '../../../web/components/link-list/link-list.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { Tag } from '../../../web/components/tag/tag.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { AskedOf } from '../contribute/read-contributions.ts'
import { AskedQuestion } from './asked-question.tsx'
import { answerInWords, contributionName, eventName } from './value-in-words.ts'

export const askedPath = (id: string) => `/my/contributions/${id}`

export const askedTitle = (view: View, { asker, event, part, pack }: AskedOf) => view.t('contributions.asked.one', { asker, title: contributionName({ ...view, pack }, event, part) })

const stateOf = (view: View, { status, endsAt, settledAt }: AskedOf) => view.t(`contributions.asked.state.${status}`, { date: view.dateTime(status === 'opened' || status === 'expired' ? endsAt : settledAt ?? endsAt) })

/** @property code came with a link: nothing is looked up before the reader opens it */
export function askedListPage(view: View, { list, code, typed, errors = [] }: { list: readonly AskedOf[]; code?: string; typed?: string; errors?: readonly FormError[] }): Page {
  const { t } = view
  return portalPage(view, {
    title: t('contributions.asked.title'), errors, ...(errors.length > 0 ? { status: 422 } : {}),
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <h1>{t('contributions.asked.title')}</h1>
        <Lead>{t(code === undefined ? 'contributions.asked.lead' : 'contributions.asked.from-link')}</Lead>
        <Form view={view} action="/my/contributions">
          {code === undefined
            ? <TextField name="code" label={t('contributions.asked.code')} hint={t('contributions.asked.code-hint')} width={20} autocomplete="off" value={typed} error={errors.find(({ field }) => field === 'code')?.text} />
            : <input type="hidden" name="code" value={code} />}
          <Button>{t('contributions.asked.open')}</Button>
        </Form>
        {code === undefined && list.length === 0 ? <Empty title={t('contributions.asked.none')} /> : null}
        {list.length === 0 ? null : (
          <LinkList items={list.map((one) => ({ href: askedPath(one.id), title: askedTitle(view, one), description: stateOf(view, one), tag: <Tag kind={one.status === 'opened' ? 'attention' : 'info'}>{eventName({ ...view, pack: one.pack }, one.event)}</Tag> }))} />
        )}
      </>
    ),
  })
}

export interface AskedPage { asked: AskedOf; typed?: Record<string, string>; errors?: readonly FormError[]; stands?: boolean }

export function askedPage(shown: View, { asked, typed = {}, errors = [], stands = false }: AskedPage): Page {
  const view = { ...shown, pack: asked.pack }
  const { t } = view
  const part = view.pack.lifeEvents.find(({ id }) => id === asked.event)?.contributions?.find(({ id }) => id === asked.part)
  const title = askedTitle(view, asked)
  const open = asked.status === 'opened'
  return portalPage(view, {
    title, errors, ...(errors.length > 0 ? { status: 422 } : {}),
    children: (
      <>
        <BackLink view={view} href="/my/contributions" />
        <ErrorSummary view={view} errors={errors} />
        <h1>{title}</h1>
        {stands ? <Notice kind="attention" title={t('contributions.asked.stands')}><p>{t('contributions.asked.stands-lead')}</p></Notice> : null}
        {open && part ? <Lead>{view.text(part.lead)}</Lead> : null}
        <SummaryList rows={[
          { key: t('contributions.asked.who'), value: asked.asker },
          { key: t('contributions.asked.for'), value: eventName(view, asked.event) },
          ...(open ? [{ key: t('contributions.asked.until'), value: view.dateTime(asked.endsAt) }] : []),
        ]} />
        {open ? <Answering view={view} asked={asked} typed={typed} errors={errors} /> : (
          <>
            <p>{stateOf(view, asked)}</p>
            {asked.status === 'given' ? <p>{t('contributions.asked.application', { status: asked.application })}</p> : null}
            {asked.answers === null ? null : (
              <>
                <h2>{t('contributions.asked.given')}</h2>
                <SummaryList rows={asked.questions.map(({ fact, label }) => ({ key: view.text(label), value: answerInWords(view, view.pack.facts.find((candidate) => candidate.fact === fact), asked.answers![fact] ?? '') }))} />
              </>
            )}
          </>
        )}
      </>
    ),
  })
}

function Answering({ view, asked, typed, errors }: { view: View; asked: AskedOf; typed: Record<string, string>; errors: readonly FormError[] }) {
  const { t } = view
  const errorAt = (name: string) => errors.find(({ field }) => field === name)?.text
  return (
    <>
      <Form view={view} action={askedPath(asked.id)}>
        {asked.questions.map((question) => <AskedQuestion key={question.fact} view={view} question={question} name={question.fact} of={undefined} value={typed[question.fact]} error={errorAt(question.fact)} />)}
        <p>{t('contributions.asked.privacy', { asker: asked.asker })}</p>
        <Button>{t('contributions.asked.give')}</Button>
      </Form>
      <Details summary={t('contributions.asked.decline-title')}>
        <p>{t('contributions.asked.decline-lead', { asker: asked.asker })}</p>
        <Form view={view} action={`${askedPath(asked.id)}/decline`}>
          <TextField name="sentence" label={t('contributions.asked.sentence', { asker: asked.asker })} hint={t('contributions.asked.sentence-hint')} rows={2} />
          <Button kind="secondary">{t('contributions.asked.decline')}</Button>
        </Form>
      </Details>
    </>
  )
}
