/** What the registers said to a covert look: shown once, kept nowhere here. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Answers } from '../contract.ts'
import { sealedPath } from './inquiries-page.tsx'
import { namesIn } from './names.ts'
import { valueInWords } from './value-in-words.ts'

/** @param opensOn YYYY-MM-DD */
export function answersPage(view: View, { known, silent, opensOn, person, warrant }: Answers & { opensOn: string; person: string; warrant: string }): Page {
  const { t } = view
  const names = namesIn(view)
  const title = t('exchange.covert.answers')
  return consolePage(view, {
    title,
    children: (
      <>
        <BackLink view={view} href={sealedPath} />
        <h1>{title}</h1>
        {known.length === 0 ? null : <Notice kind="attention" title={t('exchange.covert.logged', { date: view.date(opensOn) })}><p>{t('exchange.covert.logged-lead')}</p></Notice>}
        <SummaryList rows={[
          { key: t('exchange.covert.person'), value: person }, { key: t('exchange.covert.warrant'), value: warrant },
          ...known.map(({ register, field, value }) => ({ key: names.field(register, field), value: valueInWords(view, names.registerOf(register)?.fields[field], value) })),
          ...silent.map(({ register, reason }) => ({ key: names.register(register), value: t(reason === 'unknown-person' ? 'exchange.covert.unknown-person' : 'exchange.held.silent') })),
        ]} />
      </>
    ),
  })
}
