/** One mandate, as both sides see it: what it covers, how it ends, and each use. */
import { isReceiptNumber } from '../../../../kernel/ids/ids.ts'
import type { Page } from '../../../../kernel/http/answers.ts'
import { BackLink } from '../../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../../web/components/button/button.tsx'
import { Empty } from '../../../../web/components/empty/empty.tsx'
import { Form } from '../../../../web/components/form/form.tsx'
import { Law } from '../../../../web/components/law/law.tsx'
import { Notice } from '../../../../web/components/notice/notice.tsx'
import { SummaryList } from '../../../../web/components/summary-list/summary-list.tsx'
import { Table } from '../../../../web/components/table/table.tsx'
import { portalPage } from '../../../../web/portal/portal-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { ShownMandate, UseRow } from '../mandates.ts'
import { namesIn } from './names.ts'

/** A receipt as it is read aloud; of what has none yet the end of its id, which tells one from another. */
const matterInWords = (matter: string | null) => (matter === null || isReceiptNumber(matter) ? matter : `…${matter.slice(-4)}`)

export interface MandatePage {
  mandate: ShownMandate
  uses: readonly UseRow[]
  older: string | undefined
  /** Whether the reader is the one who acts. */
  acts: boolean
}

export function mandatePage(view: View, { mandate, uses, older, acts }: MandatePage): Page {
  const { t } = view
  const names = namesIn(view)
  const { id, kind, ending, actor_name: actor, subject_name: subject } = mandate
  const title = t(acts ? 'mandates.one.acting' : 'mandates.one.represented', { name: acts ? subject : actor })
  const law = names.kindOf(kind)?.source
  return portalPage(view, {
    title, wide: true,
    children: (
      <>
        <BackLink view={view} href="/my/mandates" />
        <h1>{title}</h1>
        {ending === undefined ? null : <Notice title={names.ended(ending)} />}
        {mandate.status === 'offered' ? <Notice kind="attention" title={t('mandates.one.waits', { name: actor })} /> : null}
        {acts && ending === undefined && mandate.status === 'active' ? <Form view={view} action={`/my/mandates/${id}/act`}><Button>{t('mandates.act-for', { name: subject })}</Button></Form> : null}
        {acts && ending === undefined && mandate.status === 'active' && view.pack.credentials.some(({ about }) => about === 'mandate')
          ? <Form view={view} action="/my/wallet/mandates"><input type="hidden" name="mandate" value={id} /><Button kind="secondary">{t('mandates.one.carry')}</Button></Form> : null}
        <SummaryList rows={[
          { key: t('mandates.one.who'), value: t('mandates.one.who-as', { name: actor, as: names.as(kind) }) },
          { key: t('mandates.one.for'), value: subject },
          { key: t('mandates.one.covers'), value: names.acts(mandate.acts) },
          { key: t('mandates.one.from'), value: view.date(mandate.from_on) },
          { key: t('mandates.one.until'), value: names.until(mandate) },
          { key: t('mandates.one.source'), value: names.source(mandate) },
        ]} />
        {law === undefined ? null : <Law view={view} source={law} />}
        {mandate.mayEnd === undefined ? null : <Form view={view} action={`/my/mandates/${id}/end`}><Button kind="danger">{t(mandate.mayEnd === 'revoked' ? 'mandates.one.revoke' : 'mandates.one.give-back')}</Button></Form>}
        <h2>{t('mandates.uses.title')}</h2>
        <p>{t('mandates.uses.lead')}</p>
        {uses.length === 0 ? <Empty title={t('mandates.uses.none')} /> : (
          <Table caption={t('mandates.uses.title')} head={['when', 'what', 'matter'].map((column) => t(`mandates.uses.${column}`))}
            rows={uses.map((use) => [view.dateTime(use.at), t(use.spends ? 'mandates.uses.sent' : `mandates.act.${use.act}`), matterInWords(use.matter) ?? t('mandates.uses.no-matter')])} />
        )}
        {older === undefined ? null : <p><a href={`/my/mandates/${id}?before=${older}`}>{t('mandates.uses.older')}</a></p>}
      </>
    ),
  })
}
