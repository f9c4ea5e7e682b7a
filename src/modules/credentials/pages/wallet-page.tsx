/** A resident's wallet from the issuer's side: put something in, take something back, end everything. */
import type { CredentialType } from '../../../../packages/pack-kit/schema/credential-type.ts'
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { HoldRow } from '../cards/card-holds.ts'
import type { Holding } from '../revoke/read-holdings.ts'
import { HoldingList } from './holding-list.tsx'
import { Held } from './held.tsx'
import { RestoreSection } from './restore-section.tsx'

export interface WalletPage {
  types: readonly CredentialType[]
  /** The type that says a mandate: put in from the mandate's own page. */
  mandate: CredentialType | undefined
  holdings: readonly Holding[]
  /** What an emptying took and is not back yet. */
  lost: readonly CredentialType[]
  /** What their issuers have held or ended. */
  holds: readonly HoldRow[]
  revoked?: number | undefined
}

export function walletPage(view: View, { types, mandate, holdings, lost, holds, revoked }: WalletPage): Page {
  const { t } = view
  return portalPage(view, {
    title: t('credentials.wallet.title'),
    children: (
      <>
        <h1>{t('credentials.wallet.title')}</h1>
        {revoked === undefined ? null : <Notice kind="done" title={t('credentials.wallet.revoked', { count: revoked })}><p>{t('credentials.wallet.revoked-next')}</p></Notice>}
        <Lead>{t('credentials.wallet.lead')}</Lead>
        {holds.map((hold) => <Held key={hold.id} view={view} hold={hold} type={types.find(({ id }) => id === hold.type)} />)}
        {lost.length === 0 ? null : <RestoreSection view={view} lost={lost} />}
        <h2>{t('credentials.wallet.add-title')}</h2>
        <ul class="plain-list">
          {types.map((type) => (
            <li key={type.id} id={type.id} tabIndex={-1}>
              <h3>{view.text(type.name)}</h3>
              <p>{view.text(type.description)}</p>
              {holds.some((hold) => hold.type === type.id && hold.act === 'hold') ? null : <Form view={view} action="/my/wallet/offers">
                <input type="hidden" name="type" value={type.id} />
                <Button kind="secondary">{t('credentials.wallet.add', { name: view.text(type.name) })}</Button>
              </Form>}
            </li>
          ))}
          {mandate === undefined ? null : <li><h3>{view.text(mandate.name)}</h3><p>{view.text(mandate.description)}</p><p><a href="/my/mandates">{t('credentials.wallet.mandates')}</a></p></li>}
        </ul>
        <h2>{t('credentials.wallet.holdings-title')}</h2>
        {holdings.length === 0 ? <Empty title={t('credentials.wallet.holdings-empty')} /> : (
          <HoldingList view={view} action="/my/wallet" types={[...types, ...(mandate ? [mandate] : [])]} holdings={holdings} />
        )}
        <h2>{t('credentials.wallet.lost-title')}</h2>
        <p>{t('credentials.wallet.lost')}</p>
        <Form view={view} action="/my/wallet/revoke"><Button kind="danger">{t('credentials.wallet.revoke-all')}</Button></Form>
        <p>{t('credentials.wallet.sheet')}</p>
        <Form view={view} action="/my/wallet/sheet"><Button kind="secondary">{t('credentials.wallet.make-sheet')}</Button></Form>
      </>
    ),
  })
}
