/** At the counter: who has shown who they are, and the sheets that were made for them. */
import type { Registration } from '../../../../../packages/pack-kit/schema/manifest.ts'
import type { Page } from '../../../../kernel/http/answers.ts'
import { Button } from '../../../../web/components/button/button.tsx'
import { Empty } from '../../../../web/components/empty/empty.tsx'
import { ErrorSummary, type FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Law } from '../../../../web/components/law/law.tsx'
import { Notice } from '../../../../web/components/notice/notice.tsx'
import { Radios } from '../../../../web/components/radios/radios.tsx'
import { Table } from '../../../../web/components/table/table.tsx'
import { TextField } from '../../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../../web/console/console-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { Held } from '../open-registration.ts'
import type { ShownRegistration } from '../registration.ts'
import { type Words, wordsNeeded } from '../../trusted/ask-words.ts'
import { stateOf } from './state.ts'

export interface TypedOpening { person: string; name: string; document: string; lost?: 'yes' | 'no' | undefined }

export interface ConsoleRegistrationsPage {
  registration: Registration
  rows: readonly ShownRegistration[]
  /** The official who reads. */
  official: string
  /** Of those that wait for words, by id. */
  words: ReadonlyMap<string, Words>
  typed?: TypedOpening
  /** The person has signed in before: whether that is lost has still to be said. */
  held?: Held
  errors?: readonly FormError[]
}

export function consoleRegistrationsPage(view: View, page: ConsoleRegistrationsPage): Page {
  const { t } = view
  const { registration, rows, typed, held, errors = [] } = page
  const errorAt = (name: string) => errors.find(({ field }) => field === name)?.text
  const documentOf = (id: string | null) => (id === null ? t('registration.office.word') : view.text(registration.documents.find((document) => document.id === id)?.name ?? {}) || id)
  return consolePage(view, {
    title: t('registration.office.title'), errors, wide: true,
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <h1>{t('registration.office.title')}</h1>
        <p>{t('registration.office.lead')}</p>
        <Form view={view} action="/console/registrations">
          {held === undefined ? (
            <>
              <TextField name="person" label={t('registration.office.person')} hint={t('registration.office.person-hint')} width={20} autocomplete="off" value={typed?.person} error={errorAt('person')} />
              <TextField name="name" label={t('registration.office.name')} hint={t('registration.office.name-hint')} width={20} autocomplete="off" value={typed?.name} error={errorAt('name')} />
              <Radios name="document" legend={t('registration.office.document')} value={typed?.document} error={errorAt('document')}
                items={[...registration.documents.map(({ id, name }) => ({ value: id, label: view.text(name) })), { value: 'none', label: t('registration.office.no-document'), hint: t('registration.office.no-document-hint') }]} />
            </>
          ) : (
            <>
              {(['person', 'name', 'document'] as const).map((field) => <input key={field} type="hidden" name={field} value={typed?.[field]} />)}
              <Notice kind="attention" title={t('registration.office.held', { name: typed?.name ?? '' })}>
                <p>{t('registration.office.held-by', { passkeys: held.passkeys, used: held.usedAt === null ? 'never' : 'once', date: held.usedAt === null ? '' : view.dateTime(held.usedAt), signed: held.signedIn ? 'yes' : 'no' })}</p>
              </Notice>
              <Radios name="lost" legend={t('registration.office.lost')} value="no" items={(['no', 'yes'] as const).map((value) => ({ value, label: t(`registration.office.lost-${value}`), hint: t(`registration.office.lost-${value}-hint`) }))} />
            </>
          )}
          <Button>{t('registration.office.make')}</Button>
        </Form>
        <Law view={view} source={registration.source} />
        <h2>{t('registration.office.made')}</h2>
        {rows.length === 0 ? <Empty title={t('registration.office.none')} /> : (
          <Table caption={t('registration.office.made')} head={['who', 'document', 'opened', 'state'].map((column) => t(`registration.office.column.${column}`))}
            rows={rows.map((row) => [
              `${row.name} (${row.person})`, documentOf(row.document), view.dateTime(row.opened_at),
              row.state === 'open' || row.state === 'asked' ? <Waiting view={view} row={row} page={page} /> : stateOf(view, row),
            ])} />
        )}
      </>
    ),
  })
}

/** A sheet that nobody has taken up, or one for which words are still missing. */
function Waiting({ view, row, page: { official, words } }: { view: View; row: ShownRegistration; page: ConsoleRegistrationsPage }) {
  const { t } = view
  const { asked, yes } = words.get(row.id) ?? { asked: 0, yes: 0 }
  const action = `/console/registrations/${row.id}`
  return (
    <>
      <p>{stateOf(view, row)}</p>
      {row.state === 'asked' ? <p>{t('registration.office.words', { yes, asked, needed: wordsNeeded })}</p> : null}
      {row.state === 'asked' && yes >= wordsNeeded && row.official === official
        ? <Form view={view} action={`${action}/sheet`}><Button kind="secondary">{t('registration.office.make')}<span class="hidden"> ({row.name})</span></Button></Form> : null}
      <Form view={view} action={`${action}/stop`}><Button kind="danger">{t('registration.office.stop')}<span class="hidden"> ({row.name})</span></Button></Form>
    </>
  )
}
