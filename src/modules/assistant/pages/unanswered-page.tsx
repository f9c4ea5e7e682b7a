/** What people asked and no page says: for whoever writes the pages. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Unanswered } from '../converse/list-unanswered.ts'

export function unansweredPage(view: View, rows: readonly Unanswered[]): Page {
  const { t } = view
  const title = t('assistant.unanswered.title')
  return consolePage(view, {
    title, wide: true,
    children: (
      <>
        <h1>{title}</h1>
        {rows.length === 0 ? <Empty title={t('assistant.unanswered.empty')} /> : (
          <Table caption={t('assistant.unanswered.lead')} head={['question', 'times', 'last'].map((column) => t(`assistant.unanswered.${column}`))}
            rows={rows.map(({ question, times, last }) => [question, view.number(times), view.dateTime(last)])} />
        )}
      </>
    ),
  })
}
