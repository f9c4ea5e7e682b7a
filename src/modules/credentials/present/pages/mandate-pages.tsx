/** Who acts for whom, in words: what will be asked, and what was shown. */
import { mandateActs } from '../../../../../packages/pack-kit/schema/mandate-kind.ts'
import type { Page } from '../../../../kernel/http/answers.ts'
import { BackLink } from '../../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../../web/components/button/button.tsx'
import { ButtonLink } from '../../../../web/components/button-link/button-link.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Law } from '../../../../web/components/law/law.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { Notice } from '../../../../web/components/notice/notice.tsx'
import { SummaryList } from '../../../../web/components/summary-list/summary-list.tsx'
import { portalPage } from '../../../../web/portal/portal-page.tsx'
import type { View } from '../../../../web/view.ts'
import { mandateType } from '../../issue/credential-types.ts'
import type { CredentialNames, RequestTemplate } from '../request-template.ts'
import { mandatePath } from '../present-paths.ts'
import { AskedFor } from './asked-for.tsx'

interface Standing { claims: Record<string, unknown>; kind: string; uses: number | null }

export function askMandatePage(view: View, template: RequestTemplate, types: readonly CredentialNames[]): Page {
  const { t } = view
  return portalPage(view, {
    title: t('credentials.acting.title'),
    children: (
      <>
        <BackLink view={view} href="/verify" />
        <h1>{t('credentials.acting.title')}</h1>
        <Lead>{t('credentials.acting.lead')}</Lead>
        <AskedFor view={view} template={template} types={types} />
        <p>{t('credentials.acting.noted')}</p>
        <Form view={view} action={mandatePath}><Button>{t('credentials.acting.ask')}</Button></Form>
      </>
    ),
  })
}

/** @param page why nothing can be believed, or what was shown of a mandate that stands at this moment, and of how many applications that is */
export function mandateShownPage(view: View, page: { refused: string } | Standing): Page {
  const { t } = view
  const title = t('refused' in page ? 'credentials.acting.refused' : 'credentials.acting.stands')
  return portalPage(view, {
    title,
    children: (
      <>
        <h1>{title}</h1>
        {'refused' in page ? <Notice kind="refused" title={page.refused}><p>{t('credentials.acting.refused-next')}</p></Notice> : <Stands view={view} {...page} />}
        <ButtonLink href={mandatePath} kind="secondary">{t('credentials.acting.again')}</ButtonLink>
      </>
    ),
  })
}

function Stands({ view, claims, kind: id, uses }: Standing & { view: View }) {
  const { t, pack } = view
  const kind = pack.mandates.find((one) => one.id === id)
  const said = (name: string) => claims[mandateType(pack)?.claims.find(({ from }) => from === `mandate.${name}`)?.name ?? '']
  const text = (name: string) => {
    const value = said(name)
    return typeof value === 'string' ? value : ''
  }
  const acts = (allowed: boolean) => mandateActs.filter((act) => said(act) === allowed).map((act) => t(`mandates.act.${act}`)).join('; ') || t('credentials.acting.nothing')
  return (
    <>
      <Notice kind="done" title={t('credentials.acting.sentence', { actor: text('representative'), subject: text('represented'), as: view.text(kind?.as ?? {}) || id })}>
        <p>{t('credentials.acting.compare', { actor: text('representative') })}</p>
      </Notice>
      <SummaryList rows={[
        { key: t('credentials.acting.may'), value: acts(true) },
        { key: t('credentials.acting.may-not'), value: acts(false) },
        { key: t('credentials.acting.until'), value: t('mandates.until.date', { date: view.date(text('until')) }) },
        ...(said('limited') === true && uses !== null ? [{ key: t('credentials.acting.limit'), value: t('credentials.acting.uses', { count: uses }) }] : []),
        ...(kind ? [{ key: t('credentials.acting.law'), value: <Law view={view} source={kind.source} /> }] : []),
      ]} />
      <p>{t('credentials.acting.now')}</p>
    </>
  )
}
