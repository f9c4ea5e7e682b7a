/** An offer, before anything is stored: whose data, which data, and how it gets into the wallet. */
import type { CredentialType } from '../../../../packages/pack-kit/schema/credential-type.ts'
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import { labelOf } from '../issue/credential-types.ts'
import type { Offer } from '../issue/make-offer.ts'
import { ownWallet } from '../own-wallet.ts'
import { QrCode } from '../../../web/components/qr-code/qr-code.tsx'

export interface OfferPage {
  types: readonly CredentialType[]
  name: string
  offer: Offer
  /** Where the offer was asked for. */
  back?: string
  /** It was asked for there. */
  console?: boolean
}

export function offerPage(view: View, { types, name, offer, back = '/my/wallet', console = false }: OfferPage): Page {
  const { t } = view
  const what = view.list(types.map((type) => view.text(type.name)))
  const fieldsOf = (type: CredentialType) => view.list(type.claims.map((claim) => view.text(labelOf(view.pack, claim))))
  const title = t('credentials.offer.title', { name: what })
  return (console ? consolePage : portalPage)(view, {
    title,
    children: (
      <>
        <BackLink view={view} href={back} />
        <h1>{title}</h1>
        <Lead>{t('credentials.offer.whose', { name })}</Lead>
        <SummaryList rows={[
          ...types.map((type) => ({ key: types.length === 1 ? t('credentials.offer.holds') : view.text(type.name), value: fieldsOf(type) })),
          { key: t('credentials.offer.until'), value: view.dateTime(offer.endsAt) },
        ]} />
        <h2>{t('credentials.offer.scan')}</h2>
        <QrCode content={offer.link} alt={t('credentials.offer.qr', { name: what })} />
        <p>{t('credentials.offer.code')}</p>
        <p class="amount">{offer.transactionCode}</p>
        <p><ButtonLink href={offer.link} kind="secondary">{t('credentials.offer.here')}</ButtonLink></p>
        <p><a href={ownWallet(offer.signInLink ?? offer.link)}>{t(offer.signInLink === undefined ? 'credentials.present.this-site' : 'credentials.offer.this-site')}</a></p>
        <p class="hint">{t('credentials.offer.warning')}</p>
      </>
    ),
  })
}
