/** What was said, each to be said anew: what registers answered apart from what the person did, and everybody on a list under a name. */
import { Button } from '../../../web/components/button/button.tsx'
import { Details } from '../../../web/components/details/details.tsx'
import type { View } from '../../../web/view.ts'
import type { FactSet } from '../contract.ts'
import { entryOf, factOf, listName, spotName, valueInWords } from './in-words.ts'
import { spotOfField } from './read-form.ts'

export interface GivenAnswers { view: View; facts: FactSet; given: readonly (readonly [field: string, text: string])[]; registers: ReadonlySet<string> }

export function GivenAnswers({ view, facts, given, registers }: GivenAnswers) {
  const shown = given.filter(([field]) => !isName(view, field))
  const [theirs, own] = [shown.filter(([field]) => registers.has(field)), shown.filter(([field]) => !registers.has(field))]
  return (
    <>
      {theirs.length === 0 ? null : <Details summary={view.t('rules.owed.given-registers', { count: theirs.length })}><Answers view={view} facts={facts} given={theirs} /></Details>}
      {own.length === 0 ? null : <Details summary={view.t('rules.owed.given', { count: own.length })}><Answers view={view} facts={facts} given={own} /></Details>}
    </>
  )
}

function Answers({ view, facts, given }: Omit<GivenAnswers, 'registers'>) {
  const groups = new Map<string, (readonly [string, string])[]>()
  for (const answer of given) {
    const spot = spotOfField(answer[0])
    const of = spot === undefined || spot.at === null ? '' : entryOf(view, spot, facts)
    groups.set(of, [...(groups.get(of) ?? []), answer])
  }
  return [...groups].map(([of, answers]) => (
    <div key={of}>
      {of === '' ? null : <p class="label" id={whoseId(answers)}>{of}</p>}
      <ul class="values" {...(of === '' ? {} : { 'aria-labelledby': whoseId(answers) })}>
        {answers.map(([field, text]) => (
          <li key={field}>
            {labelOf(view, field)}: <strong>{wordsOf(view, field, text, facts)}</strong>{' '}
            <Button kind="secondary" name="change" value={field}>{view.t('rules.owed.change')}<span class="hidden"> ({fullLabelOf(view, field, facts)})</span></Button>
          </li>
        ))}
      </ul>
    </div>
  ))
}

/** Names the answers of one person. */
const whoseId = ([first]: readonly (readonly [string, string])[]) => `of-${first![0]}`

/** Names are no questions: they only say of whom one is asked. */
const isName = (view: View, field: string) => field.endsWith('.name') && factOf(view, spotOfField(field)?.fact ?? '')?.question === undefined

/** Under a line that says of whom. */
function labelOf(view: View, field: string): string {
  const spot = spotOfField(field)
  return spot ? spotName(view, { ...spot, at: null }, {}) : listName(view, field.slice(2))
}

export function fullLabelOf(view: View, field: string, facts: FactSet): string {
  const spot = spotOfField(field)
  return spot ? spotName(view, spot, facts) : listName(view, field.slice(2))
}

function wordsOf(view: View, field: string, text: string, facts: FactSet): string {
  const spot = spotOfField(field)
  if (text === '') return view.t('rules.owed.not-known')
  if (!spot) return text
  const held = facts[spot.fact.split('.')[0]!]
  const value = (Array.isArray(held) ? held[spot.at ?? 0] : held)?.[spot.fact.split('.')[1]!]
  return value === null || value === undefined ? text : valueInWords(view, spot.fact, value)
}
