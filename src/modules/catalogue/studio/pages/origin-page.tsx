/** What became of each element of the file that a version began as: first what was not taken, and why. */
import type { Page } from '../../../../kernel/http/answers.ts'
import { BackLink } from '../../../../web/components/back-link/back-link.tsx'
import { ButtonLink } from '../../../../web/components/button-link/button-link.tsx'
import { Details } from '../../../../web/components/details/details.tsx'
import { Empty } from '../../../../web/components/empty/empty.tsx'
import { Lead } from '../../../../web/components/lead/lead.tsx'
import { Table } from '../../../../web/components/table/table.tsx'
import { consolePage } from '../../../../web/console/console-page.tsx'
import type { View } from '../../../../web/view.ts'
import type { Remark } from '../../bpmn/in/remarks.ts'
import type { Origin } from '../../tables.ts'
import { versionPath } from './services-studio-page.tsx'

export function originPage(view: View, { version, origin: { file, remarks } }: { version: { id: string }; origin: Origin }): Page {
  const { t } = view
  const title = t('catalogue.bpmn.in.report-title')
  const [taken, left] = [remarks.filter((one) => one.taken), remarks.filter((one) => !one.taken)]
  return consolePage(view, {
    title, wide: true,
    children: (
      <>
        <BackLink view={view} href={versionPath(version.id)} />
        <p class="caption">{file}</p>
        <h1>{title}</h1>
        <Lead>{t('catalogue.bpmn.in.report-lead', { taken: taken.length, left: left.length })}</Lead>
        <h2>{t('catalogue.bpmn.in.left')}</h2>
        {left.length === 0 ? <Empty title={t('catalogue.bpmn.in.everything')} /> : <Elements view={view} caption={t('catalogue.bpmn.in.left')} remarks={left} />}
        {taken.length === 0 ? null : <Details summary={t('catalogue.bpmn.in.taken')}><Elements view={view} caption={t('catalogue.bpmn.in.taken')} remarks={taken} /></Details>}
        <p>{t('catalogue.bpmn.in.redrawn')}</p>
        <p><ButtonLink href={versionPath(version.id)}>{t('catalogue.bpmn.in.to-draft')}</ButtonLink></p>
      </>
    ),
  })
}

function Elements({ view: { t }, caption, remarks }: { view: View; caption: string; remarks: readonly Remark[] }) {
  return (
    <Table caption={caption} head={['name', 'element', 'why'].map((column) => t(`catalogue.bpmn.in.column.${column}`))}
      rows={remarks.map(({ element, kind, name, why, values, also }) => [
        name || '–', <code>{element === '' ? kind : `${kind} ${element}`}</code>, <>{t(`catalogue.bpmn.in.why.${why}`, values)}{also ? <> {t('catalogue.bpmn.in.also')} <code>{also.join(', ')}</code></> : null}</>,
      ])} />
  )
}
