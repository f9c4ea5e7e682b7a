/** What putting a certificate into the wallet does, exactly: who is asked what for which purpose, what it will say, how long. Only the person presses. */
import { claimsAbout, type CredentialType } from '../../../../packages/pack-kit/schema/credential-type.ts'
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import { lawInWords } from '../knowledge/sections.ts'

export function certificatePage(view: View, type: CredentialType): Page {
  const { t, text, pack } = view
  const title = t('assistant.certificate.title', { name: text(type.name) })
  const purpose = pack.purposes.find(({ id }) => id === type.purpose)
  const registers = [...new Set((purpose?.fields ?? []).map((field) => field.split('.')[0]))].map((id) => text(pack.registers.find((one) => one.id === id)?.name ?? {}))
  const claims = type.claims.map(({ label, from }) => text(label ?? fieldLabel(view, from)))
  return portalPage(view, {
    title,
    children: (
      <>
        <h1>{title}</h1>
        <Lead>{text(type.description)}</Lead>
        <p>{t('assistant.start.effect')}</p>
        <ul>
          <li>{t('assistant.certificate.effect-offer')}</li>
          {purpose === undefined ? null : <li>{t('assistant.certificate.effect-asked', { registers: registers.join(', '), purpose: text(purpose.name), law: lawInWords(view, purpose.legalBasis) })}</li>}
          <li>{t('assistant.certificate.effect-says', { claims: claims.join(', ') })}</li>
          <li>{t('assistant.certificate.effect-until', { days: type.validDays })}</li>
        </ul>
        <Form view={view} action="/my/wallet/offers">
          <input type="hidden" name="type" value={type.id} />
          <Button>{t('assistant.certificate.confirm')}</Button>
        </Form>
        <p><a href="/my/wallet">{t('credentials.wallet.title')}</a></p>
        <p><a href="/ask">{t('assistant.setting.back')}</a></p>
      </>
    ),
  })
}

function fieldLabel({ pack }: View, from: string) {
  const [register, field] = from.split('.') as [string, string]
  return register in claimsAbout ? {} : pack.registers.find(({ id }) => id === register)?.fields[field]?.label ?? {}
}
