/** The sheet that ends everything in the wallets, and what whoever scans it sees. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import { QrCode } from '../../../web/components/qr-code/qr-code.tsx'

/** One page to print. It names nobody: who finds it learns nothing. */
export function sheetPage(view: View, { link }: { link: string }): Page {
  const { t } = view
  return portalPage(view, {
    title: t('credentials.sheet.title'),
    children: (
      <>
        <h1>{t('credentials.sheet.title')}</h1>
        <Lead>{t('credentials.sheet.lead')}</Lead>
        <QrCode content={link} alt={t('credentials.sheet.qr')} />
        <p>{t('credentials.sheet.or')}</p>
        <p><code>{link}</code></p>
        <p>{t('credentials.sheet.keep')}</p>
        <p>{t('credentials.sheet.print')}</p>
      </>
    ),
  })
}

export function lostPage(view: View, { code }: { code: string }): Page {
  const { t } = view
  return portalPage(view, {
    title: t('credentials.lost.title'),
    children: (
      <>
        <h1>{t('credentials.lost.title')}</h1>
        <Lead>{t('credentials.lost.lead')}</Lead>
        <ul>
          <li>{t('credentials.lost.effect-credentials')}</li>
          <li>{t('credentials.lost.effect-access')}</li>
          <li>{t('credentials.lost.effect-again')}</li>
        </ul>
        <Form view={view} action={`/lost/${code}`}><Button kind="danger">{t('credentials.lost.button')}</Button></Form>
      </>
    ),
  })
}

export function lostDonePage(view: View): Page {
  const { t } = view
  return portalPage(view, {
    title: t('credentials.lost.done'),
    children: (
      <>
        <h1>{t('credentials.lost.done')}</h1>
        <Notice kind="done" title={t('credentials.lost.done-title')}><p>{t('credentials.lost.done-next', { phone: view.pack.helpLine.phone })}</p></Notice>
      </>
    ),
  })
}

/** The same whether it was used, replaced, or never was. */
export function noSheetPage(view: View): Page {
  const { t } = view
  return portalPage(view, {
    title: t('credentials.lost.no-sheet'), status: 404,
    children: (
      <>
        <h1>{t('credentials.lost.no-sheet')}</h1>
        <p>{t('credentials.lost.no-sheet-next', { phone: view.pack.helpLine.phone })}</p>
      </>
    ),
  })
}

/** Asked once more before everything ends. */
export function revokeAllPage(view: View, { count }: { count: number }): Page {
  const { t } = view
  return portalPage(view, {
    title: t('credentials.wallet.revoke-all'),
    children: (
      <>
        <h1>{t('credentials.wallet.revoke-all-title', { count })}</h1>
        <ul>
          <li>{t('credentials.lost.effect-credentials')}</li>
          <li>{t('credentials.lost.effect-access')}</li>
          <li>{t('credentials.lost.effect-again')}</li>
        </ul>
        <Form view={view} action="/my/wallet/revoke/all"><Button kind="danger">{t('credentials.wallet.revoke-all')}</Button></Form>
        <p><a href="/my/wallet">{t('credentials.wallet.keep')}</a></p>
      </>
    ),
  })
}
