/** What the agency decides on: each register's facts with the time they were true, then what the person said. */
import { Button } from '../../../web/components/button/button.tsx'
import { Form } from '../../../web/components/form/form.tsx'
import { SummaryList } from '../../../web/components/summary-list/summary-list.tsx'
import type { View } from '../../../web/view.ts'
import { mayGather } from '../parts/gather-facts.ts'
import type { ReadPart } from '../parts/read-part.ts'
import { valueInWords } from '../../exchange/index.ts'
import { askedInWords } from './gathered-page.tsx'
import type { PartPage } from './part-page.tsx'
import { subjectOf } from '../apply/subject.ts'
import { saidBy } from './entrusted-rows.tsx'
import { factLabel, fieldOf, registerName } from './value-in-words.ts'

export function PartFacts({ view, read }: { view: View; read: ReadPart }) {
  const byRegister = Map.groupBy(read.part.facts, ({ register, about }) => `${register} ${about ?? ''}`)
  const said = [
    ...Object.entries(read.part.answers).map(([fact, answer]) => ({ key: factLabel(view, fact), value: saidBy(view, fact, answer, read.application.draft.entrusted?.[fact]?.by) })),
    ...read.application.draft.newborns.map((child) => ({ key: factLabel(view, 'newborn.name'), value: view.t('cases.person-born', { name: child.name, date: view.date(child.birthDate) }) })),
  ]
  return (
    <section class="facts">
      <h2>{view.t('cases.part.facts')}</h2>
      {byRegister.size === 0 ? <p>{view.t('cases.part.no-facts')}</p> : null}
      {[...byRegister].map(([register, facts]) => (
        <div key={register}>
          <h3>{registerName(view, facts[0]!.register)}{facts[0]!.about === 'subject' ? ` · ${subjectName(view, read)}` : ''}</h3>
          <p class="hint">{view.t('cases.known.as-of', { time: view.dateTime(facts[0]?.answeredAt ?? '') })}</p>
          <SummaryList rows={facts.map((fact) => {
            const field = fieldOf(view, fact)
            return {
              key: field ? view.text(field.label) : fact.field,
              value: <>{valueInWords(view, field, fact.value)}{fact.corrected === null ? null : <><br /><strong>{view.t('cases.part.corrected', { value: fact.corrected })}</strong></>}</>,
            }
          })} />
        </div>
      ))}
      {said.length === 0 ? null : <><h3>{view.t('cases.part.said')}</h3><SummaryList rows={said} /></>}
    </section>
  )
}

/** Behind the decisions: few parts need it, and whoever decides by keyboard passes by what stands before them. */
export function AskRegisters({ view, read }: { view: View; read: ReadPart }) {
  if (read.part.facts.length === 0 || !mayGather(view.pack, read.part)) return null
  return (
    <>
      <p>{view.t('cases.gathered.lead')}</p>
      <Form view={view} action={`/console/parts/${read.part.id}/facts`}><Button kind="secondary">{view.t('cases.gathered.ask')}</Button></Form>
    </>
  )
}

/** What the registers said when they were asked for this case: opened again from here, nobody is asked. */
export function Gathered({ view, page: { read, gathered, colleagues } }: { view: View; page: PartPage }) {
  if (gathered.length === 0) return null
  return (
    <>
      <h2>{view.t('cases.gathered.before')}</h2>
      <p class="hint">{view.t('cases.gathered.before-lead')}</p>
      <ul>
        {gathered.map((kept) => <li key={kept.id}><a href={`/console/parts/${read.part.id}/facts/${kept.id}`}>{askedInWords(view, colleagues, kept)}</a></li>)}
      </ul>
    </>
  )
}

function subjectName(view: View, { application }: ReadPart): string {
  const name = subjectOf(view.pack, application.event, application.draft)?.['name']
  return typeof name === 'string' ? name : ''
}
