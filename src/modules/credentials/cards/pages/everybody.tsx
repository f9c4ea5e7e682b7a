/** Telling everybody who is entitled to a card that it can be taken, and how far that has come. */
import type { CredentialType } from '../../../../../packages/pack-kit/schema/credential-type.ts'
import { Button } from '../../../../web/components/button/button.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Law } from '../../../../web/components/law/law.tsx'
import { Table } from '../../../../web/components/table/table.tsx'
import type { View } from '../../../../web/view.ts'
import type { RoundRow } from '../card-rounds.ts'

export function Everybody({ view, types, rounds }: { view: View; types: readonly CredentialType[]; rounds: readonly RoundRow[] }) {
  const { t } = view
  const offered = types.flatMap((type) => view.pack.purposes.filter(({ id }) => id === type.everybody).map((purpose) => ({ type, purpose })))
  if (offered.length === 0) return null
  return (
    <>
      <h2>{t('credentials.desk.everybody')}</h2>
      <p>{t('credentials.desk.everybody-lead')}</p>
      {offered.map(({ type, purpose }) => (
        <Form key={type.id} view={view} action="/console/cards/everybody">
          <input type="hidden" name="type" value={type.id} />
          <Law view={view} source={purpose.legalBasis} />
          <Button kind="secondary">{t('credentials.desk.tell', { name: view.text(type.name) })}</Button>
        </Form>
      ))}
      {rounds.length === 0 ? null : (
        <Table caption={t('credentials.desk.rounds')} head={['card', 'by', 'since', 'outcome'].map((column) => t(`credentials.desk.column.${column}`))}
          rows={rounds.map((row) => [view.text(types.find(({ id }) => id === row.type)?.name ?? {}) || row.type, row.made_by_name, view.dateTime(row.made_at), t(row.finished_at === null ? 'credentials.desk.telling' : 'credentials.desk.told-all', { count: row.told })])} />
      )}
    </>
  )
}
