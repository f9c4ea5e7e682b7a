/** The last pass over everybody, in counts: what changed, and who is owed something and does not have it. Nobody can be found in it. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { Details } from '../../../web/components/details/details.tsx'
import { Empty } from '../../../web/components/empty/empty.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import { serviceName } from '../notice-in-words.ts'
import type { PassReport } from '../pass/read-report.ts'
import { type Cell, least, type Unclaimed } from '../pass/suppress-cells.ts'

export const passPath = '/console/pass'

export function passPage(view: View, report: PassReport | undefined, isStarted: boolean): Page {
  const { t } = view
  return consolePage(view, {
    title: t('notices.pass.title'), wide: true,
    children: (
      <>
        <h1>{t('notices.pass.title')}</h1>
        <Lead>{t('notices.pass.lead')}</Lead>
        {isStarted ? <Notice kind="done" title={t('notices.pass.started')} /> : null}
        <Form view={view} action={passPath}><Button>{t('notices.pass.run')}</Button></Form>
        {report === undefined ? <Empty title={t('notices.pass.never')}><p>{t('notices.pass.never-next')}</p></Empty> : <Report view={view} report={report} />}
      </>
    ),
  })
}

function Report({ view, report: { on, ahead, finishedAt, abandoned, people, households, broken, services, unclaimed } }: { view: View; report: PassReport }) {
  const { t } = view
  const values = { people, households, on: view.date(on), ahead: view.date(ahead) }
  const rows = Object.entries(services).map(([service, count]) => ({ name: serviceName(view, service), count })).sort((a, b) => a.name.localeCompare(b.name, view.language.html))
  return (
    <>
      <p>{abandoned ? t('notices.pass.abandoned') : t(finishedAt === null ? 'notices.pass.running' : 'notices.pass.done', values)}</p>
      {broken > 0 ? <p>{t('notices.pass.broken', { count: broken })}</p> : null}
      <Table caption={t('notices.pass.changes')} numeric={[1, 2, 3, 4, 5, 6]}
        head={['service', 'held', 'unknown', 'gains', 'loses', 'will-gain', 'will-lose'].map((key) => t(`notices.pass.${key}`))}
        rows={rows.map(({ name, count }) => [name, ...(['held', 'unknown', 'gains', 'loses', 'will-gain', 'will-lose'] as const).map((key) => atLeast(view, count[key]))])} />
      {unclaimed === null ? null : (
        <>
          <h2>{t('notices.pass.unclaimed')}</h2>
          <p>{t('notices.pass.unclaimed-lead', { date: view.date(unclaimed.on), least })}</p>
          <Table caption={t('notices.pass.unclaimed')} head={[t('notices.pass.service'), t('notices.pass.people')]} numeric={[1]}
            rows={unclaimed.tables.map(({ service, total }) => [serviceName(view, service), total === null ? t('notices.pass.few', { least }) : view.number(total)])} />
          {unclaimed.tables.filter(({ total }) => total !== null).map((table) => <Split key={table.service} view={view} table={table} />)}
        </>
      )}
    </>
  )
}

/** A nought and a large number tell of nobody. */
const atLeast = (view: View, count: number) => (count > 0 && count < least ? view.t('notices.pass.few', { least }) : view.number(count))

function Split({ view, table: { service, area, band } }: { view: View; table: Unclaimed }) {
  const { t } = view
  const name = serviceName(view, service)
  const areas = view.pack.facts.find(({ fact }) => fact === 'household.region')?.values ?? {}
  const shown = ({ count }: Cell) => (count === null ? t('notices.pass.hidden') : view.number(count))
  const areaName = ({ key }: Cell) => (areas[key] ? view.text(areas[key]) : t('notices.pass.elsewhere'))
  return (
    <Details summary={name}>
      {area.length === 0 ? null : <Table caption={t('notices.pass.by-area', { service: name })} head={[t('notices.pass.area'), t('notices.pass.people')]} numeric={[1]} rows={area.map((cell) => [areaName(cell), shown(cell)])} />}
      <Table caption={t('notices.pass.by-age', { service: name })} head={[t('notices.pass.age'), t('notices.pass.people')]} numeric={[1]}
        rows={band.map((cell) => [cell.key === '' ? t('notices.pass.elsewhere') : cell.key, shown(cell)])} />
    </Details>
  )
}
