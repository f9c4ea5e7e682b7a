/** One program: where it is told, how it knows that a message is ours, what it was told, and what to send once more. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { Details } from '../../../web/components/details/details.tsx'
import { ErrorSummary, type FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Radios } from '../../../web/components/radios/radios.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Message } from '../contract.ts'
import type { ReadProgram } from '../queries.ts'

export interface ProgramPage extends ReadProgram {
  /** Of the address it has now. */
  secret: string | undefined
  /** Not the newest messages. */
  later: boolean
  done?: 'address' | 'trial' | 'again' | undefined
  typed?: string
  errors?: readonly FormError[]
}

export function programPage(view: View, page: ProgramPage): Page {
  const { t } = view
  const { program, address, done, errors = [] } = page
  const ended = program.ended_at !== null
  return consolePage(view, {
    title: program.name, errors, wide: true, ...(errors.length > 0 ? { status: 422 } : {}),
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <BackLink view={view} href="/console/programs" />
        {done === undefined ? null : <Notice kind="done" title={t(`programs.done.${done}`)} />}
        <h1>{program.name}</h1>
        {program.ended_at === null ? null : <Notice kind="attention" title={t('programs.ended', { date: view.dateTime(program.ended_at) })} />}
        {!ended && address?.ended_because === 'gone' ? <Notice kind="attention" title={t('programs.gone', { address: address.address })}><p>{t('programs.gone-next')}</p></Notice> : null}
        {ended || address?.ended_at !== null || address.failing_since === null ? null : (
          <Notice kind="attention" title={t('programs.silent', { date: view.dateTime(address.failing_since) })}>
            {address.resume_at === null ? null : <p>{t('programs.silent-next', { date: view.dateTime(address.resume_at) })}</p>}
          </Notice>
        )}
        {ended ? null : <Address view={view} page={page} />}
        <Messages view={view} page={page} />
        {ended ? null : (
          <>
            <h2>{t('programs.end-title')}</h2>
            <p>{t('programs.end-lead')}</p>
            <Form view={view} action={`/console/programs/${program.id}/end`}><Button kind="danger">{t('programs.end', { name: program.name })}</Button></Form>
          </>
        )}
      </>
    ),
  })
}

function Address({ view, page: { program, address, secret, typed, errors = [] } }: { view: View; page: ProgramPage }) {
  const { t } = view
  const path = `/console/programs/${program.id}`
  return (
    <>
      <h2>{t('programs.address-title')}</h2>
      <p>{t('programs.address-lead')}</p>
      <Form view={view} action={`${path}/address`}>
        <TextField name="address" label={t('programs.address')} hint={t('programs.address-hint')} value={typed ?? (secret === undefined ? '' : address?.address)} autocomplete="off" error={errors.find(({ field }) => field === 'address')?.text} />
        <Button>{t('programs.address-save')}</Button>
      </Form>
      {secret === undefined ? null : (
        <>
          <Details summary={t('programs.secret')}><p>{t('programs.secret-lead')}</p><p><code>{secret}</code></p></Details>
          <Form view={view} action={`${path}/trial`}><Button kind="secondary">{t('programs.trial')}</Button></Form>
          <h3>{t('programs.again-title')}</h3>
          <Form view={view} action={`${path}/again`}>
            <Radios name="which" legend={t('programs.again')} value="lost" items={(['lost', 'day', 'week'] as const).map((value) => ({ value, label: t(`programs.again.${value}`) }))} />
            <Button kind="secondary">{t('programs.again-send')}</Button>
          </Form>
        </>
      )}
    </>
  )
}

function Messages({ view, page: { program, messages, older, later } }: { view: View; page: ProgramPage }) {
  const { t } = view
  return (
    <>
      <h2>{t('programs.messages')}</h2>
      {messages.length === 0 ? <p>{t('programs.none')}</p> : (
        <Table caption={t(later ? 'programs.messages-older' : 'programs.messages-newest')} head={['message', 'receipt', 'when', 'state', 'answer', 'tries'].map((column) => t(`programs.column.${column}`))} numeric={[5]}
          rows={messages.map(({ type, body, made_at, state, next_at, settled_at, answer, tries }) => [
            t(`programs.told.${type}`), (JSON.parse(body) as Message).data.receipt ?? '', view.dateTime(made_at),
            t(`programs.state.${state}`, { date: view.dateTime(state === 'waiting' ? next_at : settled_at ?? made_at) }), answer ?? '', view.number(tries),
          ])} />
      )}
      {older === undefined ? null : <p><a href={`/console/programs/${program.id}?before=${older}`}>{t('programs.older')}</a></p>}
    </>
  )
}
