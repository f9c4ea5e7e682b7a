/** Begun applications of an earlier form: what a move to the form of today means for them. */
import type { Question } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { BehindForm } from '../apply/move-drafts.ts'

export interface DraftsPage { version: string; behind: readonly BehindForm[]; moved?: number | undefined }

export function draftsPage(view: View, { version, behind, moved }: DraftsPage): Page {
  const { t, text } = view
  const title = t('catalogue.studio.move.title')
  const path = `/console/services/versions/${version}`
  const inWords = (questions: readonly Question[]) => (questions.length === 0 ? t('catalogue.studio.move.nothing') : questions.map(({ label }) => text(label)).join(' · '))
  return consolePage(view, {
    title, wide: true,
    children: (
      <>
        <BackLink view={view} href={path} />
        <h1>{title}</h1>
        <Lead>{t('catalogue.studio.move.lead')}</Lead>
        {moved === undefined ? null : <Notice kind="done" title={t('catalogue.studio.move.done', { count: moved })} />}
        {behind.length === 0 ? <Empty title={t('catalogue.studio.move.none')} /> : (
          <>
            <Table caption={title} numeric={[0, 1]} head={['edition', 'count', 'new', 'kept', 'dropped'].map((column) => t(`catalogue.studio.move.${column}`))}
              rows={behind.map(({ edition, count, asked, kept, dropped }) => [view.number(edition), view.number(count), inWords(asked), inWords(kept), inWords(dropped)])} />
            <Form view={view} action={`${path}/drafts`}><Button>{t('catalogue.studio.move.go')}</Button></Form>
          </>
        )}
      </>
    ),
  })
}
