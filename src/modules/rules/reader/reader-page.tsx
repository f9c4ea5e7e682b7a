/** A rule for whoever wants to know how it is decided: its sentences, a picture with a list that says the same, values, figures, text. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Breadcrumbs } from '../../../web/components/breadcrumbs/breadcrumbs.tsx'
import { Law } from '../../../web/components/law/law.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { LinkList } from '../../../web/components/link-list/link-list.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Source } from '../../../../packages/pack-kit/schema/common.ts'
import { BranchView } from './branch-view.tsx'
import { DiagramView } from './diagram-view.tsx'
import { FigureView } from './figure-view.tsx'
import type { Reading } from './reading.ts'

export const readerPath = '/rules'
export const pathOfRule = (service: string) => `${readerPath}/${service}`

export function rulesPage(view: View, rules: readonly { service: string; name: string; source: Source }[]): Page {
  const title = view.t('rules.reader.list-title')
  return portalPage(view, {
    title,
    children: (
      <>
        <Breadcrumbs view={view} items={[{ href: '/', label: view.t('web.home.title') }]} />
        <h1>{title}</h1>
        <Lead>{view.t('rules.reader.list-lead')}</Lead>
        <LinkList items={rules.map(({ service, name, source }) => ({ href: pathOfRule(service), title: name, description: view.t('rules.reader.cited', { law: view.text(source.law), article: source.article }) }))} />
      </>
    ),
  })
}

export function readerPage(view: View, reading: Reading): Page {
  const t = (key: string, values?: Record<string, string | number>) => view.t(`rules.reader.${key}`, values)
  const { service, name, source, each, where, branches, choices, values, figures, facts, span, text, place, hash } = reading
  const title = t('title', { service: name })
  const exceptions = branches.slice(0, -1)
  const time = [span.from && view.t('rules.diagram.from', { from: span.from }), span.until && view.t('rules.diagram.until', { until: span.until })].filter((part) => part !== null)
  return portalPage(view, {
    title, wide: true,
    children: (
      <>
        <Breadcrumbs view={view} items={[{ href: '/', label: view.t('web.home.title') }, { href: readerPath, label: t('list-title') }]} />
        <h1>{title}</h1>
        <Lead>{t('lead')}</Lead>
        {view.pack.services.some(({ id }) => id === service) ? <p><a href={`/services/${service}`}>{t('service')}</a></p> : null}
        <Law view={view} source={source} />
        <p class="hint">{t('read-on', { date: view.date(reading.on) })}</p>
        <h2>{t('conditions')}</h2>
        <p>{[each === null ? t('once') : t('each', { list: each }), ...(where === null ? [] : [view.t('rules.diagram.asked-where', { condition: where })]), ...time].join(' · ')}</p>
        <BranchView view={view} branch={branches.at(-1)!} law={source} />
        {exceptions.length === 0 ? null : <h2>{t('exceptions')}</h2>}
        {exceptions.map((branch, at) => (
          <section key={at}>
            <h3>{branch.name === null ? view.t(`rules.diagram.${branch.kind}`) : `${t('exception', { name: branch.name })}: ${view.t(`rules.diagram.${branch.kind}`)}`}</h3>
            <BranchView view={view} branch={branch} law={source} />
          </section>
        ))}
        {choices.length === 0 ? null : <h2>{t('choices')}</h2>}
        {choices.map(({ services, says, source: cited }, at) => (
          <div key={at}>
            <p>{says}</p>
            <ul>{services.map((other) => <li key={other.id}>{other.id === service ? other.name : <a href={pathOfRule(other.id)}>{other.name}</a>}</li>)}</ul>
            <Law view={view} source={cited} />
          </div>
        ))}
        <h2 id="diagram">{t('diagram')}</h2>
        <DiagramView view={view} diagram={reading.diagram} />
        {values.length === 0 ? null : <h2>{t('values')}</h2>}
        {values.length === 0 ? null : (
          <SummaryList rows={values.map(({ words, formula, source: cited }) => ({ key: words, value: <>{formula}<Law view={view} source={cited} /></> }))} />
        )}
        {figures.length === 0 ? null : <><h2>{t('figures')}</h2><p>{t('figures-lead')}</p></>}
        {figures.map((figure) => <FigureView key={figure.name} view={view} figure={figure} on={reading.on} />)}
        <h2>{t('facts')}</h2>
        <ul>{facts.map(({ fact, words }) => <li key={fact}>{words}</li>)}</ul>
        <h2>{t('text')}</h2>
        <pre class="law-text" lang="en" dir="ltr" tabIndex={0}>{text}</pre>
        <p class="hint">{t('text-place', { file: place.file, line: place.line, hash })}</p>
      </>
    ),
  })
}
