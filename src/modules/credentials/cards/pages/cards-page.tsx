/** An agency's cards: what may be done to somebody's, what stands, and what was done. */
import type { CredentialType } from '../../../../../packages/pack-kit/schema/credential-type.ts'
import type { Page } from '../../../../kernel/http/answers.ts'
import { Button } from '../../../../web/components/button/button.tsx'
import { Details } from '../../../../web/components/details/details.tsx'
import { Empty } from '../../../../web/components/empty/empty.tsx'
import type { FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { Radios } from '../../../../web/components/radios/radios.tsx'
import { Table } from '../../../../web/components/table/table.tsx'
import { TextField } from '../../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../../web/console/console-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { HoldRow } from '../card-holds.ts'
import type { RoundRow } from '../card-rounds.ts'
import { Everybody, WaitingRounds } from './everybody.tsx'

export interface Typed { person?: string; name?: string; type?: string; act?: string; reason?: string; law?: string }

export interface CardsPage {
  /** Of the agency. */
  types: readonly CredentialType[]
  standing: readonly HoldRow[]
  settled: readonly HoldRow[]
  rounds: readonly RoundRow[]
  errors?: readonly FormError[]
  typed?: Typed
}

export function cardsPage(view: View, { types, standing, settled, rounds, errors = [], typed = {} }: CardsPage): Page {
  const { t } = view
  const errorAt = (name: string) => errors.find(({ field }) => field === name)?.text
  const nameOf = (id: string) => view.text(types.find((type) => type.id === id)?.name ?? {}) || id
  return consolePage(view, {
    title: t('credentials.desk.title'), errors, wide: true,
    children: (
      <>
        <h1>{t('credentials.desk.title')}</h1>
        <Lead>{t('credentials.desk.lead')}</Lead>
        <WaitingRounds view={view} types={types} rounds={rounds} />
        <h2>{t('credentials.desk.standing')}</h2>
        {standing.length === 0 ? <Empty title={t('credentials.desk.none')} /> : (
          <Table caption={t('credentials.desk.standing')} head={['card', 'person', 'reason', 'by', 'since', 'do'].map((column) => t(`credentials.desk.column.${column}`))}
            rows={standing.map((row) => [
              nameOf(row.type), <span dir="ltr">{row.person}</span>, <Why row={row} />, row.made_by_name, view.dateTime(row.made_at),
              <Form view={view} action={`/console/cards/${row.id}/let-go`}><Button kind="secondary">{t('credentials.desk.let-go', { name: nameOf(row.type), person: row.person })}</Button></Form>,
            ])} />
        )}
        <h2>{t('credentials.desk.ask')}</h2>
        <Form view={view} action="/console/cards">
          <Radios name="type" legend={t('credentials.desk.type')} items={types.map(({ id, name }) => ({ value: id, label: view.text(name) }))} value={typed.type} error={errorAt('type')} />
          <TextField name="person" label={t('credentials.desk.person')} hint={t('credentials.desk.person-hint')} width={20} autocomplete="off" value={typed.person} error={errorAt('person')} />
          {types.every(({ holding }) => holding === undefined) ? null : <TextField name="name" label={t('credentials.desk.name')} hint={t('credentials.desk.name-hint')} autocomplete="off" value={typed.name} error={errorAt('name')} />}
          <Radios name="act" legend={t('credentials.desk.act')} items={(['hold', 'end'] as const).map((value) => ({ value, label: t(`credentials.desk.act-${value}`), hint: t(`credentials.desk.act-${value}-hint`) }))} value={typed.act} error={errorAt('act')} />
          <TextField name="reason" label={t('credentials.desk.reason')} hint={t('credentials.desk.reason-hint')} rows={4} value={typed.reason} error={errorAt('reason')} />
          <TextField name="law" label={t('credentials.desk.law')} hint={t('credentials.desk.law-hint')} value={typed.law} error={errorAt('law')} />
          <Button>{t('credentials.desk.look')}</Button>
        </Form>
        <Everybody view={view} types={types} rounds={rounds} />
        {settled.length === 0 ? null : (
          <Details summary={t('credentials.desk.settled')}>
            <Table caption={t('credentials.desk.settled')} head={['card', 'person', 'reason', 'outcome', 'by', 'since'].map((column) => t(`credentials.desk.column.${column}`))}
              rows={settled.map((row) => [
                nameOf(row.type), <span dir="ltr">{row.person}</span>, <Why row={row} />, row.lifted_at === null ? t('credentials.desk.ended') : t('credentials.desk.lifted', { date: view.dateTime(row.lifted_at) }),
                view.list([...new Set([row.made_by_name, ...(row.lifted_by_name === null ? [] : [row.lifted_by_name])])]), view.dateTime(row.made_at),
              ])} />
          </Details>
        )}
      </>
    ),
  })
}

const Why = ({ row: { reason, law } }: { row: HoldRow }) => <><p><bdi>{reason}</bdi></p><p class="hint"><bdi>{law}</bdi></p></>
