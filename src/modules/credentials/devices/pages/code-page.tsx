/** The code of a machine, for whoever sets it up: shown once. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { BackLink } from '../../../../web/components/back-link/back-link.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { QrCode } from '../../../../web/components/qr-code/qr-code.tsx'
import { SummaryList } from '../../../../web/components/summary-list/summary-list.tsx'
import { consolePage } from '../../../../web/console/console-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { DeviceRow } from '../../../identity/index.ts'
import type { Offer } from '../../issue/make-offer.ts'

export function codePage(view: View, { device: { name, kind, place }, offer }: { device: DeviceRow; offer: Offer }): Page {
  const { t } = view
  const title = t('devices.code.title', { name })
  return consolePage(view, {
    title,
    children: (
      <>
        <BackLink view={view} href="/console/devices" />
        <h1>{title}</h1>
        <Lead>{t('devices.code.lead')}</Lead>
        <SummaryList rows={[{ key: t('devices.code.device'), value: view.list([t(`devices.kind.${kind}`), place]) }, { key: t('devices.code.until'), value: view.dateTime(offer.endsAt) }]} />
        <h2>{t('devices.code.code')}</h2>
        <p class="amount">{offer.transactionCode}</p>
        <p class="hint">{t('devices.code.warning')}</p>
        <h2>{t('devices.code.link')}</h2>
        <QrCode content={offer.link} alt={t('devices.code.qr', { name })} />
        <p><code lang="en" dir="ltr">{offer.link}</code></p>
        <h2>{t('devices.code.command')}</h2>
        <p><code lang="en" dir="ltr">{`maru device enrol --file device.json --code ${offer.transactionCode} --offer '${offer.link}'`}</code></p>
      </>
    ),
  })
}
