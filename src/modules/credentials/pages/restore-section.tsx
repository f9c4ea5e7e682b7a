/** After the phone was lost: what comes back with one confirmation, and what cannot. */
import type { CredentialType } from '../../../../packages/pack-kit/schema/credential-type.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import type { View } from '../../../web/view.ts'

export function RestoreSection({ view, lost }: { view: View; lost: readonly CredentialType[] }) {
  const { t } = view
  return (
    <>
      <h2>{t('credentials.restore.title')}</h2>
      <p>{t('credentials.restore.lead')}</p>
      <ul>{lost.map((type) => <li key={type.id}>{view.text(type.name)}</li>)}</ul>
      <p>{t('credentials.restore.others')}</p>
      <Form view={view} action="/my/wallet/restore"><Button>{t('credentials.restore.button', { count: lost.length })}</Button></Form>
    </>
  )
}
