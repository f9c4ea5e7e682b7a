/** How a person finds out by themselves that nothing is missing: a page and a file, both to be saved, that need no server. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { ButtonLink } from '../../../web/components/button-link/button-link.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'

/** @param digest of the page's file, SHA-256 in hex: who does not believe this house can compare it with another's */
export function proofPage(view: View, { digest, looks }: { digest: string; looks: number }): Page {
  const { t } = view
  return portalPage(view, {
    title: t('exchange.proof.title'),
    children: (
      <>
        <BackLink view={view} href="/my/data" />
        <h1>{t('exchange.proof.title')}</h1>
        <Lead>{t('exchange.proof.lead')}</Lead>
        <h2>{t('exchange.proof.page')}</h2>
        <p>{t('exchange.proof.page-lead')}</p>
        <ButtonLink href="/my/data/proof/checker" kind="secondary">{t('exchange.proof.page-save')}</ButtonLink>
        <p class="hint">{t('exchange.proof.digest')} <code>{digest}</code></p>
        <h2>{t('exchange.proof.file')}</h2>
        {looks === 0 ? <p>{t('exchange.proof.nothing')}</p> : (
          <>
            <p>{t('exchange.proof.file-lead', { count: looks })}</p>
            <ButtonLink href="/my/data/proof/chain" kind="secondary">{t('exchange.proof.file-save')}</ButtonLink>
          </>
        )}
        <h2>{t('exchange.proof.what')}</h2>
        <p>{t('exchange.proof.what-lead')}</p>
      </>
    ),
  })
}
