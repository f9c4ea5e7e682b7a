/** The sheet that goes home with the person. It names nobody: who finds it does not know what to write beside the code. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { ButtonLink } from '../../../../web/components/button-link/button-link.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { QrCode } from '../../../../web/components/qr-code/qr-code.tsx'
import { consolePage } from '../../../../web/console/console-page.tsx'
import type { View } from '../../../../web/view.ts'

export function registrationSheetPage(view: View, { origin, code, endsAt }: { origin: string; code: string; endsAt: Date }): Page {
  const { t } = view
  const link = `${origin}/register/${code}`
  return consolePage(view, {
    title: t('registration.sheet.title'),
    children: (
      <>
        <h1>{t('registration.sheet.title')}</h1>
        <Lead>{t('registration.sheet.lead', { date: view.dateTime(endsAt) })}</Lead>
        <ol>
          <li>{t('registration.sheet.open', { address: `${origin}/register` })}</li>
          <li>{t('registration.sheet.name')}</li>
          <li>{t('registration.sheet.passkey')}</li>
        </ol>
        <QrCode content={link} alt={t('registration.sheet.qr')} />
        <h2>{t('registration.sheet.code')}</h2>
        <p class="amount"><code>{code}</code></p>
        <p>{t('registration.sheet.keep', { phone: view.pack.helpLine.phone })}</p>
        <ButtonLink href="/console/registrations" kind="secondary">{t('registration.sheet.back')}</ButtonLink>
      </>
    ),
  })
}
