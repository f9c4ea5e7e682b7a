/** A fault, in the reader's words: what happened, what to do next, who can help. */
import type { FaultPresenter } from '../../kernel/http/answer-fault.ts'
import { type Fault, kernelFaults } from '../../kernel/faults/faults.ts'
import { ButtonLink } from '../components/button-link/button-link.tsx'
import { Lead } from '../components/lead/lead.tsx'
import { consolePage } from '../console/console-page.tsx'
import { portalPage } from '../portal/portal-page.tsx'
import type { View } from '../view.ts'

export function faultTexts(view: View, fault: Fault): { title: string; next: string } {
  return { title: view.t(fault.textKey, fault.values), next: view.t(`${fault.textKey}.next`, fault.values) }
}

export function faultPage(view: View, fault: Fault): string {
  const { title, next } = faultTexts(view, fault)
  const { t } = view
  const inConsole = view.principal.kind === 'official' && view.path.startsWith('/console')
  const signsIn = fault.status === 401 || (fault.status === 403 && view.principal.kind === 'anyone')
  const children = (
    <>
      <h1>{title}</h1>
      <Lead>{next}</Lead>
      <div class="buttons">
        {signsIn ? <ButtonLink href="/sign-in">{t('web.nav.sign-in')}</ButtonLink> : null}
        {fault.code === kernelFaults.assuranceTooLow.code ? <ButtonLink href="/my/passkeys">{t('letters.banner.what')}</ButtonLink> : null}
        {inConsole ? <ButtonLink href="/console">{t('web.fault.inbox')}</ButtonLink>
          : <ButtonLink href="/" kind={signsIn || fault.code === kernelFaults.assuranceTooLow.code ? 'secondary' : 'primary'}>{t('web.fault.home')}</ButtonLink>}
      </div>
      <p class="hint">{t('web.fault.code', { code: fault.code })}</p>
    </>
  )
  return (inConsole ? consolePage(view, { title, children }) : portalPage(view, { title, children })).html
}

/** For `createHttp`. */
export const faultPresenter: FaultPresenter<View> = { page: faultPage, texts: faultTexts }
