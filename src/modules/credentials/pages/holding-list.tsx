/** What wallets hold: a card each, what it is made of behind it, and the way to take it back. */
import type { CredentialType } from '../../../../packages/pack-kit/schema/credential-type.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Details } from '../../../web/components/details/details.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Tag } from '../../../web/components/tag/tag.tsx'
import type { View } from '../../../web/view.ts'
import type { Holding } from '../revoke/read-holdings.ts'

export interface HoldingListProps {
  view: View
  /** Of the forms: `<action>/<issuance>/revoke`. */
  action: string
  types: readonly CredentialType[]
  holdings: readonly Holding[]
}

export function HoldingList({ view, action, types, holdings }: HoldingListProps) {
  const { t } = view
  const nameOf = (id: string) => view.text(types.find((type) => type.id === id)?.name ?? {})
  return (
    <ul class="plain-list">
      {holdings.map((holding) => (
        <li key={holding.id}>
          <p>
            <strong>{nameOf(holding.type)}</strong>{' '}
            {holding.state === 0 ? null : <Tag kind="refused">{t(`credentials.wallet.state-${holding.state}`)}</Tag>}
          </p>
          <p>{t('credentials.wallet.since', { date: view.dateTime(holding.issuedAt), until: view.dateTime(holding.endsAt), count: holding.copies })}</p>
          <Details summary={t('credentials.wallet.parts', { name: nameOf(holding.type), date: view.dateTime(holding.issuedAt) })}>
            <ul>{holding.parts.map((part) => <li key={part.id}>{t('credentials.wallet.part', { format: part.format, date: view.dateTime(part.issuedAt), until: view.dateTime(part.endsAt), count: part.copies, state: part.state })}</li>)}</ul>
          </Details>
          {holding.state === 1 ? null : <Form view={view} action={`${action}/${holding.id}/revoke`}><Button kind="secondary">{t('credentials.wallet.revoke', { name: nameOf(holding.type), date: view.dateTime(holding.issuedAt) })}</Button></Form>}
        </li>
      ))}
    </ul>
  )
}
