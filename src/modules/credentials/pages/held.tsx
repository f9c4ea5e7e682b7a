/** That an issuer holds or has ended one's cards: since when, why, by which law, and where to say that it is wrong. */
import type { CredentialType } from '../../../../packages/pack-kit/schema/credential-type.ts'
import { Notice } from '../../../web/components/notice/notice.tsx'
import type { View } from '../../../web/view.ts'
import type { HoldRow } from '../cards/card-holds.ts'

export function Held({ view, hold, type }: { view: View; hold: HoldRow; type: CredentialType | undefined }) {
  const { t } = view
  const agency = view.pack.agencies.find(({ id }) => id === hold.agency)
  const name = view.text(type?.name ?? {}) || hold.type
  const { phone } = agency?.contact ?? {}
  return (
    <Notice kind="refused" title={t(`credentials.held.${hold.act}`, { name, agency: view.text(agency?.name ?? {}) || hold.agency, date: view.dateTime(hold.made_at) })}>
      <p>{t('credentials.held.reason', { reason: hold.reason })}</p>
      <p>{t('credentials.held.law', { law: hold.law })}</p>
      <p>{t(`credentials.held.next-${hold.act}`)}{phone === undefined ? null : <> {t('credentials.held.phone')} <a href={`tel:${phone}`} dir="ltr">{phone}</a></>}</p>
    </Notice>
  )
}
