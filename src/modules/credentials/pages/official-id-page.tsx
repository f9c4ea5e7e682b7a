/** An official's ID: what it is, where it is held, and how it is put in and taken back. */
import type { CredentialType } from '../../../../packages/pack-kit/schema/credential-type.ts'
import type { Page } from '../../../kernel/http/answers.ts'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Holding } from '../revoke/read-holdings.ts'
import { HoldingList } from './holding-list.tsx'

export interface OfficialIdPage {
  type: CredentialType
  holdings: readonly Holding[]
  /** The passkey was used a moment ago. */
  mayTake: boolean
}

export function officialIdPage(view: View, { type, holdings, mayTake }: OfficialIdPage): Page {
  const { t } = view
  const name = view.text(type.name)
  return consolePage(view, {
    title: name,
    children: (
      <>
        <h1>{name}</h1>
        <Lead>{t('credentials.official.lead')}</Lead>
        <p>{t('credentials.official.roles')}</p>
        <h2>{t('credentials.official.take')}</h2>
        {mayTake ? <Form view={view} action="/console/official-id/offers"><Button>{t('credentials.wallet.add', { name })}</Button></Form> : (
          <>
            <p>{t('credentials.official.prove')}</p>
            <p><ButtonLink href={`/console/sign-in?next=${encodeURIComponent('/console/official-id')}`}>{t('credentials.official.prove-button')}</ButtonLink></p>
          </>
        )}
        <h2>{t('credentials.official.held')}</h2>
        {holdings.length === 0 ? <Empty title={t('credentials.official.none')} /> : <HoldingList view={view} action="/console/official-id" types={[type]} holdings={holdings} />}
      </>
    ),
  })
}
