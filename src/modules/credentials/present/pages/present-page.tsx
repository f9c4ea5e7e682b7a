/** Somebody is asked to show something: by whom, what for, and how; then the way to the wallet on this device or on another. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { ButtonLink } from '../../../../web/components/button-link/button-link.tsx'
import { Button } from '../../../../web/components/button/button.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { Notice } from '../../../../web/components/notice/notice.tsx'
import { TextField } from '../../../../web/components/text-field/text-field.tsx'
import { drawCode } from '../../../../web/qr/draw-code.ts'
import { portalPage } from '../../../../web/portal/portal-page.tsx'
import type { View } from '../../../../web/view.ts'
import { ownWallet } from '../../own-wallet.ts'
import type { DigitalRequest } from '../digital-request.ts'
import { digitalScript } from '../digital-script.ts'
import { presentPath } from '../present-paths.ts'
import type { Waiting } from '../presentations.ts'
import type { CredentialNames } from '../request-template.ts'
import { AskedFor } from './asked-for.tsx'

/** @param waiting.digital what a browser with an interface of its own asks wallets with */
export function presentPage(view: View, id: string, waiting: Waiting & { digital?: readonly DigitalRequest[] }, types: readonly CredentialNames[], codeError?: string): Page {
  const { t } = view
  const { template, state } = waiting
  return portalPage(view, {
    title: view.text(template.name), ...(state === 'waiting' && waiting.digital?.length ? { script: digitalScript.path } : {}), errors: codeError === undefined ? [] : [{ field: 'code', text: codeError }],
    children: (
      <>
        <h1>{view.text(template.name)}</h1>
        <Lead>{view.text(template.why)}</Lead>
        <AskedFor view={view} template={template} types={types} />
        {state === 'new' ? <Form view={view} action={`${presentPath}/${id}`}><Button>{t('credentials.present.begin')}</Button></Form>
          : state === 'waiting' ? <Ways view={view} id={id} waiting={waiting} />
            : state === 'opened' || state === 'answered' ? <Opened view={view} id={id} waiting={waiting} error={codeError} />
              : <Ended view={view} waiting={waiting} />}
      </>
    ),
  })
}

function Ways({ view, id, waiting: { sameDevice, crossDevice, digital = [] } }: { view: View; id: string; waiting: Waiting & { digital?: readonly DigitalRequest[] } }) {
  const { t } = view
  return (
    <>
      {digital.length === 0 ? null : (
        <div data-digital={JSON.stringify(digital)} hidden>
          <h2>{t('credentials.present.digital-title')}</h2>
          <p class="field-error" data-failed hidden>{t('credentials.present.digital-failed')}</p>
          <Form view={view} action={`${presentPath}/${id}/digital`}>
            <input type="hidden" name="response" value="" />
            <Button>{t('credentials.present.digital')}</Button>
          </Form>
        </div>
      )}
      <h2>{t('credentials.present.same-title')}</h2>
      <p><ButtonLink href={sameDevice}>{t('credentials.present.same')}</ButtonLink></p>
      <p><a href={ownWallet(sameDevice)}>{t('credentials.present.this-site')}</a></p>
      <h2>{t('credentials.present.other-title')}</h2>
      <p>{t('credentials.present.other')}</p>
      <Code text={crossDevice} label={t('credentials.present.qr')} />
      <Notice kind="attention" title={t('credentials.present.forward-title')}>
        <p>{t('credentials.present.forward')}</p>
        <p>{t('credentials.present.forward-rest')}</p>
      </Notice>
      <p><a href={`${presentPath}/${id}`}>{t('credentials.present.scanned')}</a></p>
    </>
  )
}

function Opened({ view, id, waiting: { mode }, error }: { view: View; id: string; waiting: Waiting; error: string | undefined }) {
  const { t } = view
  if (mode === 'same-device') return <Notice kind="attention" title={t('credentials.present.opened')}><p>{t('credentials.present.opened-same')}</p></Notice>
  return (
    <Form view={view} action={`${presentPath}/${id}/code`}>
      <TextField name="code" label={t('credentials.present.code')} hint={t('credentials.present.code-hint')} width={10} error={error} autocomplete="one-time-code" />
      <Button>{t('credentials.present.code-button')}</Button>
    </Form>
  )
}

function Ended({ view: { t }, waiting: { state, outcome } }: { view: View; waiting: Waiting }) {
  const reason = state === 'refused' ? t(`credentials.reason.${outcome ?? 'unreadable'}`) : t(`credentials.present.${state}`)
  return <Notice kind="refused" title={t('credentials.present.nothing')}><p>{reason}</p><p>{t('credentials.present.again')}</p></Notice>
}

/** A picture of dark squares: no image to fetch, and it grows with the text. */
function Code({ text, label }: { text: string; label: string }) {
  const { size, path } = drawCode(text, { ecc: 'low', border: 4 })
  return <svg class="code" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} width="280" height="280" shape-rendering="crispEdges"><rect width={size} height={size} fill="#fff" /><path d={path} fill="#000" /></svg>
}
