/** One fact as a question; empty, or “I do not know”, is an answer. */
import type { FactSet } from '../contract.ts'
import { DateField } from '../../../web/components/date-field/date-field.tsx'
import { Radios } from '../../../web/components/radios/radios.tsx'
import { Select } from '../../../web/components/select/select.tsx'
import { TextField } from '../../../web/components/text-field/text-field.tsx'
import type { View } from '../../../web/view.ts'
import type { Spot } from '../explore/trial.ts'
import type { ProvenQuestion } from './ask-household.ts'
import { countQuestion, factOf, questionOf, serviceName } from './in-words.ts'
import { whyItMatters } from './why-it-matters.ts'
import { type Answers, countField, fieldOf } from './read-form.ts'

/** More choices than that would fill the page. */
const mostRadios = 5

export interface QuestionField { view: View; question: Spot & { services: readonly string[] } | ProvenQuestion; facts: FactSet; answers: Answers; error: string | undefined }

export function QuestionField({ view, question, facts, answers, error }: QuestionField) {
  const fact = factOf(view, question.fact)
  const name = fieldOf(question)
  const label = questionOf(view, question, facts)
  const why = [whyAsked(view, question.services), 'said' in question ? whyItMatters(view, question) : ''].join(' ').trim()
  const value = answers[name]
  const shared = { name, hint: why, error }
  const unknown = { value: '', label: view.t('rules.owed.not-known') }
  switch (fact?.type) {
    case 'bool': return <Radios {...shared} legend={label} value={value} items={[{ value: 'yes', label: view.t('rules.owed.yes') }, { value: 'no', label: view.t('rules.owed.no') }, unknown]} />
    case 'enum': {
      const items = Object.entries(fact.values ?? {}).map(([code, words]) => ({ value: code, label: view.text(words) }))
      return items.length > mostRadios ? <Select {...shared} label={label} value={value} items={[unknown, ...items]} /> : <Radios {...shared} legend={label} value={value} items={[...items, unknown]} />
    }
    case 'date': return <DateField {...shared} label={label} value={value} />
    case 'int': return <TextField {...shared} label={label} value={value} inputmode="numeric" width={4} autocomplete="off" />
    case 'money': return <TextField {...shared} label={label} value={value} inputmode="decimal" width={20} autocomplete="off" />
    case 'text': case undefined: return <TextField {...shared} label={label} value={value} autocomplete="off" />
    default: throw new Error('a fact has one of the types above')
  }
}

/** Some services by name, and of the rest how many they are: a question is read by people in a hurry. */
const mostNamed = 3

function whyAsked(view: View, services: readonly string[]): string {
  const names = services.slice(0, mostNamed).map((service) => serviceName(view, service)).join(', ')
  const more = services.length - mostNamed
  return view.t('rules.owed.why', { services: more > 0 ? view.t('rules.owed.why-more', { services: names, count: more }) : names })
}

/** Nobody asks for a household in which nobody lives; of every other list there may be none. */
const neverEmpty = 'person'

export interface CountField { view: View; list: string; /** Empty where it is asked again. */ services: readonly string[]; answers: Answers; error: string | undefined }

export function CountField({ view, list, services, answers, error }: CountField) {
  const name = countField(list)
  const hint = [list === neverEmpty ? '' : view.t('rules.owed.how-many-hint'), services.length === 0 ? '' : whyAsked(view, services)].join(' ').trim()
  return <TextField name={name} label={countQuestion(view, list)} hint={hint === '' ? undefined : hint} error={error} value={answers[name]} inputmode="numeric" width={4} autocomplete="off" />
}
