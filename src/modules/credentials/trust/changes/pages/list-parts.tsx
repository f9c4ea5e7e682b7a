/** Parts of a list of issuers that several pages show. */
import type { View } from '../../../../../web/view.ts'
import type { ListChange } from '../../list-changes.ts'
import type { TrustedIssuer } from '../../trust.ts'

export function IssuersOf({ view, issuers }: { view: View; issuers: readonly TrustedIssuer[] }) {
  const { t } = view
  return (
    <ul>
      {issuers.map(({ id, name, types, keys, anchors }) => (
        <li key={id}>
          <b>{view.text(name) || id}</b> <span dir="ltr">{id}</span><br />
          {t('trust.may-issue')} <span dir="ltr">{types.join(', ')}</span><br />
          {t('trust.keys', { keys: keys.length, authorities: anchors.length })}
        </li>
      ))}
    </ul>
  )
}

export function Changed({ view, changed }: { view: View; changed: ListChange }) {
  const parts = (['added', 'removed', 'rekeyed', 'retyped'] as const).filter((part) => changed[part].length > 0)
  return <ul>{parts.map((part) => <li key={part}>{view.t(`trust.changed.${part}`)} <span dir="ltr">{changed[part].join(', ')}</span></li>)}</ul>
}
