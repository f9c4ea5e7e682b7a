/** Policy lab: change a figure or a text of the law, and see what it does to people who fit what was published. */
import type { Page } from '../../../kernel/http/answers.ts'
import { Button } from '../../../web/components/button/button.tsx'
import { DateField } from '../../../web/components/date-field/date-field.tsx'
import { Details } from '../../../web/components/details/details.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { Lead } from '../../../web/components/lead/lead.tsx'
import { Notice } from '../../../web/components/notice/notice.tsx'
import { Select } from '../../../web/components/select/select.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { LawFigure } from './figures-of-law.ts'
import { ResultView } from './result-view.tsx'
import type { Answered } from './simulate-elsewhere.ts'

export const labPath = '/console/policy-lab'
export const choices = ['1000', '10000', '50000'] as const

export interface Asked { figure: string; value: string; reform: string; people: string; on: string; knownAt: string; against: string }

export function labPage(view: View, asked: Asked, figures: readonly LawFigure[], answered: Answered | null): Page {
  const title = view.t('rules.lab.title')
  return consolePage(view, {
    title, wide: true,
    children: (
      <>
        <h1>{title}</h1>
        <Lead>{view.t('rules.lab.lead')}</Lead>
        {answered && 'mistake' in answered ? <Notice title={view.t('rules.lab.mistake')} kind="refused"><p lang="en">{answered.mistake}</p></Notice> : null}
        <ReadyReforms view={view} />
        <Form view={view} action={labPath}>
          <Select name="figure" label={view.t('rules.lab.figure')} value={asked.figure}
            items={[{ value: '', label: view.t('rules.lab.no-figure') }, ...figures.map(({ name, value }) => ({ value: name, label: view.t('rules.lab.figure-now', { name, value }) }))]} />
          <TextField name="value" label={view.t('rules.lab.value')} hint={view.t('rules.lab.value-hint')} value={asked.value} width={10} />
          <Details summary={view.t('rules.lab.text')} open={asked.reform !== ''}>
            <TextField name="reform" label={view.t('rules.lab.reform')} hint={view.t('rules.lab.reform-hint')} value={asked.reform} rows={12} />
          </Details>
          <DateField name="on" label={view.t('rules.editor.on')} value={asked.on} />
          <DateField name="knownAt" label={view.t('rules.lab.known-at')} hint={view.t('rules.lab.known-at-hint')} value={asked.knownAt} />
          <DateField name="against" label={view.t('rules.lab.against')} hint={view.t('rules.lab.against-hint')} value={asked.against} />
          <Select name="people" label={view.t('rules.lab.people')} value={asked.people} items={choices.map((count) => ({ value: count, label: view.number(Number(count)) }))} />
          <div class="buttons">
            <Button>{view.t('rules.lab.run')}</Button>
            <Button kind="secondary" name="act" value="csv">{view.t('rules.lab.download')}</Button>
          </div>
        </Form>
        {answered && 'simulation' in answered ? <ResultView view={view} result={answered.simulation} /> : null}
      </>
    ),
  })
}

function ReadyReforms({ view }: { view: View }) {
  const { pack: { reforms }, t, text } = view
  if (reforms.length === 0) return null
  return (
    <>
      <h2>{t('rules.lab.ready')}</h2>
      <p class="hint">{t('rules.lab.ready-hint')}</p>
      <ul>
        {reforms.map(({ id, title, summary, source: { law, article, unverified } }) => (
          <li key={id}>
            <a href={`${labPath}?reform=${id}`}>{text(title)}</a>
            <p>{text(summary)} <span class="hint">{text(law)} {article}{unverified ? ` · ${t('rules.lab.unverified')}` : ''}</span></p>
          </li>
        ))}
      </ul>
    </>
  )
}
