/** The counter, with nobody at it: the code of a draft, or a document that was seen; and whom one has had here lately. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { Button } from '../../../../web/components/button/button.tsx'
import { Empty } from '../../../../web/components/empty/empty.tsx'
import { ErrorSummary, type FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Law } from '../../../../web/components/law/law.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { Radios } from '../../../../web/components/radios/radios.tsx'
import { Table } from '../../../../web/components/table/table.tsx'
import { TextField } from '../../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../../web/console/console-page.tsx'
import type { View } from '../../../../web/view.ts'
import { eventName } from '../../pages/value-in-words.ts'
import type { Counter } from '../counter.ts'
import type { DeskVisit } from '../read-visits.ts'
import { visitPath } from './counter-bar.tsx'

export interface StartPage {
  counter: ReturnType<Counter['at']>
  visits: readonly DeskVisit[]
  typed?: { code?: string; person?: string; name?: string; document?: string }
  errors?: readonly FormError[]
}

export function startPage(view: View, { counter, visits, typed, errors = [] }: StartPage): Page {
  const { t } = view
  const errorAt = (name: string) => errors.find(({ field }) => field === name)?.text
  return consolePage(view, {
    title: t('counter.title'), errors, ...(errors.length > 0 ? { status: 422 } : {}),
    children: (
      <>
        <ErrorSummary view={view} errors={errors} />
        <h1>{t('counter.title')}</h1>
        <Lead>{t('counter.lead')}</Lead>
        <h2>{t('counter.code.title')}</h2>
        <Form view={view} action="/console/counter/code">
          <TextField name="code" label={t('counter.code.label')} hint={t('counter.code.hint')} width={10} autocomplete="off" value={typed?.code} error={errorAt('code')} />
          <Button>{t('counter.code.open')}</Button>
        </Form>
        <h2>{t('counter.document.title')}</h2>
        <p>{t('counter.document.lead')}</p>
        <Form view={view} action="/console/counter/people">
          <TextField name="person" label={t('counter.document.person')} hint={t('counter.document.as-there')} width={20} autocomplete="off" value={typed?.person} error={errorAt('person')} />
          <TextField name="name" label={t('counter.document.name')} hint={t('counter.document.as-there')} width={20} autocomplete="off" value={typed?.name} error={errorAt('name')} />
          <Radios name="document" legend={t('counter.document.document')} value={typed?.document} error={errorAt('document')} items={counter.documents.map(({ id, name }) => ({ value: id, label: view.text(name) }))} />
          <Button kind="secondary">{t('counter.document.open')}</Button>
        </Form>
        <Law view={view} source={counter.source} />
        <h2>{t('counter.desk.title')}</h2>
        {visits.length === 0 ? <Empty title={t('counter.desk.none')} /> : (
          <Table caption={t('counter.desk.title')} head={['who', 'what', 'begun', 'state'].map((column) => t(`counter.desk.${column}`))}
            rows={visits.map(({ id, name, event, begun_at, end, receipt }) => [
              <a href={visitPath(id)}>{name}</a>, event === null ? t('counter.desk.nothing') : eventName(view, event), view.dateTime(begun_at), stateInWords(view, end, receipt),
            ])} />
        )}
      </>
    ),
  })
}

const stateInWords = ({ t }: View, end: DeskVisit['end'], receipt: string | null) => (receipt === null ? t(`counter.state.${end ?? 'open'}`) : t('counter.state.receipt', { receipt }))
