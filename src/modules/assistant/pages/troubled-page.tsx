/** What people asked that no page says, or whose answer did not help: for whoever writes the pages and teaches the assistant. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Details } from '../../../web/components/details/details.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { TroubledGroup } from '../improve/list-troubled.ts'

/** Of an address. */
const mostLetters = 300

export function troubledPage(view: View, groups: readonly TroubledGroup[]): Page {
  const { t } = view
  const title = t('assistant.troubled.title')
  return consolePage(view, {
    title, wide: true,
    children: (
      <>
        <h1>{title}</h1>
        <Lead>{t('assistant.troubled.lead')}</Lead>
        {teaches(view) ? <p><a href="/console/lessons">{t('assistant.lessons.title')}</a></p> : null}
        {groups.length === 0 ? <Empty title={t('assistant.troubled.empty')} /> : (
          <Table caption={t('assistant.troubled.caption')} head={['question', 'times', 'unhelpful', 'last', 'next'].map((column) => t(`assistant.troubled.${column}`))} numeric={[1, 2]}
            rows={groups.map((group) => [
              <Asked view={view} group={group} />, view.number(group.times), view.number(group.unhelpful), view.dateTime(group.last),
              <>{teaches(view) ? <a href={`/console/lessons/new?question=${encodeURIComponent(group.question.slice(0, mostLetters))}`}>{t('assistant.troubled.teach')}<span class="hidden"> ({group.question})</span></a> : null} <Improve view={view} group={group} /></>,
            ])} />
        )}
      </>
    ),
  })
}

/** The page that did not say it, for whoever may write it. */
function Improve({ view: { t, text, pack, principal }, group: { topic, question } }: { view: View; group: TroubledGroup }) {
  const service = pack.services.find(({ id }) => id === topic)
  if (service === undefined || principal.kind !== 'official' || principal.agency !== service.agency || !principal.roles.includes('service-owner')) return null
  return <a href="/console/services">{t('assistant.troubled.page', { service: text(service.name) })}<span class="hidden"> ({question})</span></a>
}

const teaches = ({ principal }: View) => principal.kind === 'official' && principal.roles.includes('caseworker')

function Asked({ view: { t }, group: { question, others } }: { view: View; group: TroubledGroup }) {
  if (others.length === 0) return <>{question}</>
  return <>{question}<Details summary={t('assistant.troubled.others', { count: others.length })}><ul>{others.map((other) => <li key={other.question}>{other.question}</li>)}</ul></Details></>
}
