/** What the applicant hands over: the link, its QR code, and the code in signs. Shown once. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { QrCode } from '../../../web/components/qr-code/qr-code.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import { stepPath } from './step-page.tsx'

export function contributionSheetPage(view: View, { application, origin, label, code, endsAt }: { application: string; origin: string; label: string; code: string; endsAt: Date }): Page {
  const { t } = view
  const link = `${origin}/contributions/${code}`
  const title = t('contributions.sheet.title', { name: label })
  return portalPage(view, {
    title,
    children: (
      <>
        <BackLink view={view} href={stepPath({ id: application }, 'contributions')} />
        <h1>{title}</h1>
        <Lead>{t('contributions.sheet.lead', { name: label, date: view.dateTime(endsAt) })}</Lead>
        <h2>{t('contributions.sheet.link')}</h2>
        <p class="address"><code>{link}</code></p>
        <QrCode content={link} alt={t('contributions.sheet.qr')} />
        <h2>{t('contributions.sheet.code')}</h2>
        <p class="amount"><code>{code}</code></p>
        <p class="address">{t('contributions.sheet.open', { address: `${origin}/my/contributions` })}</p>
        <p>{t('contributions.sheet.keep')}</p>
        <ButtonLink href={stepPath({ id: application }, 'continue')} kind="secondary">{t('contributions.form.back')}</ButtonLink>
      </>
    ),
  })
}
