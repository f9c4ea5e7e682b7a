/** Telling everybody who is entitled to a card that it can be taken: what waits for a second person, and how far the rest has come. */
import type { CredentialType } from '../../../../../packages/pack-kit/schema/credential-type.ts'
import { Button } from '../../../../web/components/button/button.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Law } from '../../../../web/components/law/law.tsx'
import { Table } from '../../../../web/components/table/table.tsx'
import type { View } from '../../../../web/view.ts'
import type { RoundRow } from '../card-rounds.ts'

const cardOf = (view: View, types: readonly CredentialType[], { type }: RoundRow) => view.text(types.find(({ id }) => id === type)?.name ?? {}) || type

/** First of all on the page: somebody waits for whoever reads it. */
export function WaitingRounds({ view, types, rounds }: { view: View; types: readonly CredentialType[]; rounds: readonly RoundRow[] }) {
  const { t } = view
  const waiting = rounds.filter(({ state }) => state === 'proposed')
  if (waiting.length === 0) return null
  return (
    <Table caption={t('credentials.second.waiting')} head={['do', 'by', 'since'].map((column) => t(`credentials.desk.column.${column}`))}
      rows={waiting.map((row) => [<a href={`/console/cards/rounds/${row.id}`}>{t('credentials.desk.tell', { name: cardOf(view, types, row) })}</a>, row.made_by_name, view.dateTime(row.made_at)])} />
  )
}

export function Everybody({ view, types, rounds }: { view: View; types: readonly CredentialType[]; rounds: readonly RoundRow[] }) {
  const { t } = view
  const settled = rounds.filter(({ state }) => state !== 'proposed')
  const offered = types.flatMap((type) => view.pack.purposes.filter(({ id }) => id === type.everybody).map((purpose) => ({ type, purpose })))
  if (offered.length === 0) return null
  return (
    <>
      <h2>{t('credentials.desk.everybody')}</h2>
      <p>{t('credentials.desk.everybody-lead')} {t('credentials.desk.everybody-second')}</p>
      {offered.map(({ type, purpose }) => (
        <Form key={type.id} view={view} action="/console/cards/everybody">
          <input type="hidden" name="type" value={type.id} />
          <Law view={view} source={purpose.legalBasis} />
          <Button kind="secondary">{t('credentials.desk.tell-ask', { name: view.text(type.name) })}</Button>
        </Form>
      ))}
      {settled.length === 0 ? null : (
        <Table caption={t('credentials.desk.rounds')} head={['card', 'by', 'since', 'outcome'].map((column) => t(`credentials.desk.column.${column}`))}
          rows={settled.map((row) => [
            <a href={`/console/cards/rounds/${row.id}`}>{cardOf(view, types, row)}</a>,
            view.list([row.made_by_name, ...(row.state === 'confirmed' && row.decided_by_name !== null ? [row.decided_by_name] : [])]), view.dateTime(row.made_at), outcomeOf(view, row),
          ])} />
      )}
    </>
  )
}

export function outcomeOf({ t }: View, { state, finished_at: finishedAt, told }: RoundRow): string {
  switch (state) {
    case 'proposed': return t('credentials.second.waiting')
    case 'refused': case 'dropped': case 'lapsed': return t(`credentials.desk.round.${state}`)
    case 'confirmed': case 'alone': return t(finishedAt === null ? 'credentials.desk.telling' : 'credentials.desk.told-all', { count: told })
    default: throw new Error(state satisfies never)
  }
}
