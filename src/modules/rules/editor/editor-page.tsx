/** The author's desk: a page of the law in a field, and below it what the platform makes of it. */
import type { RuleFile } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { Button } from '../../../web/components/button/button.tsx'
import { DateField } from '../../../web/components/date-field/date-field.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { LinkList } from '../../../web/components/link-list/link-list.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Table } from '../../../web/components/table/table.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import { AnswerView } from '../owed/answer-view.tsx'
import { serviceName } from '../owed/in-words.ts'
import { pathOfRule } from '../reader/reader-page.tsx'
import { labPath } from '../lab/lab-page.tsx'
import type { Household, Tried } from './try-page.ts'

export const editorPath = '/console/rules'
const example = '{"household": {"size": 3}}'

/** `rules`: services that the page decides in the pack as it is, whatever stands in the field. */
export interface Drafted { path: string; text: string; facts: string; on: string; rules: readonly string[] }

export function pagesPage(view: View, pages: readonly RuleFile[]): Page {
  const title = view.t('rules.editor.title')
  return consolePage(view, {
    title,
    children: (
      <>
        <h1>{title}</h1>
        <Lead>{view.t('rules.editor.lead')}</Lead>
        <p><a href={labPath}>{view.t('rules.lab.title')}</a></p>
        <h2>{view.t('rules.editor.pages')}</h2>
        <LinkList items={pages.map(({ path, text }) => ({ href: `${editorPath}/${nameOf(path)}`, title: headingOf(text) ?? path, description: view.t('rules.editor.rules', { count: servicesIn(text).length }) }))} />
      </>
    ),
  })
}

/** `rules/child-allowance.md` → `child-allowance`. */
export const nameOf = (path: string) => path.replace(/^rules\//, '').replace(/\.md$/, '')
/** Services that a page decides. */
export const servicesIn = (text: string) => [...text.matchAll(/^rule ([a-z][a-z0-9-]*)/gm)].map((match) => match[1]!)
const headingOf = (text: string) => /^# (.+)$/m.exec(text)?.[1]

export function editorPage(view: View, { path, text, facts, on, rules }: Drafted, tried: Tried | null): Page {
  const title = headingOf(text) ?? path
  return consolePage(view, {
    title, wide: true,
    children: (
      <>
        <BackLink view={view} href={editorPath} />
        <h1>{title}</h1>
        {rules.length === 0 ? null : <ul>{rules.map((service) => <li key={service}><a href={pathOfRule(service)}>{view.t('rules.reader.title', { service: serviceName(view, service) })}</a></li>)}</ul>}
        {tried === null ? <Lead>{view.t('rules.editor.lead')}</Lead> : <Problems view={view} tried={tried} />}
        <Form view={view} action={`${editorPath}/${nameOf(path)}`}>
          <TextField name="text" label={view.t('rules.editor.text')} hint={view.t('rules.editor.not-saved')} value={text} rows={28} />
          <DateField name="on" label={view.t('rules.editor.on')} value={on} />
          <TextField name="facts" label={view.t('rules.editor.facts')} hint={view.t('rules.editor.facts-hint', { example })} value={facts} rows={5} />
          <div class="buttons">
            <Button>{view.t('rules.editor.check')}</Button>
            <Button kind="secondary" name="act" value="format">{view.t('rules.editor.format')}</Button>
          </div>
        </Form>
        {tried === null ? null : <Examples view={view} examples={tried.examples} />}
        {tried?.household ? <HouseholdView view={view} household={tried.household} /> : null}
      </>
    ),
  })
}

function Problems({ view, tried: { problems } }: { view: View; tried: Tried }) {
  if (problems.length === 0) return <Notice title={view.t('rules.editor.no-problems')} kind="done" />
  return (
    <Notice title={view.t('rules.editor.problems', { count: problems.length })} kind="refused">
      <ol>
        {problems.map(({ file, line, column, message, advice }, at) => (
          <li key={at}><strong>{view.t('rules.editor.place', { file, line, column })}</strong><br /><span lang="en">{message} {advice}</span></li>
        ))}
      </ol>
    </Notice>
  )
}

function Examples({ view, examples }: { view: View; examples: Tried['examples'] }) {
  if (examples.length === 0) return null
  return (
    <Table caption={view.t('rules.editor.examples')} head={['example', 'service', 'result'].map((column) => view.t(`rules.editor.${column}`))}
      rows={examples.map(({ title, of, mistake }) => [title, of, mistake === null ? view.t('rules.editor.as-written') : <span lang="en">{mistake.message}</span>])} />
  )
}

function HouseholdView({ view, household }: { view: View; household: Household }) {
  return (
    <section>
      <h2>{view.t('rules.editor.household')}</h2>
      {'noJson' in household ? <p class="field-error">{view.t('rules.editor.facts-no-json', { cause: household.noJson })}</p> : null}
      {'fault' in household ? <p class="field-error" lang="en">{household.fault}</p> : null}
      {'mistakes' in household ? household.mistakes.map(({ pointer, wanted }) => <p key={pointer} class="field-error">{view.t('rules.editor.facts-wrong', { pointer, wanted })}</p>) : null}
      {'findings' in household ? household.findings.map((finding) => <AnswerView key={finding.service} view={view} told={{ finding, turns: [], backPay: household.past.find(({ service }) => service === finding.service) }} facts={{}} settled={undefined} />) : null}
    </section>
  )
}
