/** The page of what one is owed. It keeps nothing: the answers travel in the form. */
import Type from 'typebox'
import type { Http } from '../../../kernel/http/http.ts'
import type { View } from '../../../web/view.ts'
import type { RulesRoutes } from '../routes-contract.ts'
import { askHousehold } from './ask-household.ts'
import { listName, spotName } from './in-words.ts'
import { nameOfEntry, owedPage } from './owed-page.tsx'
import { type Answers, readForm, type ReadForm } from './read-form.ts'

const fields = Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 200 }), { maxProperties: 400 })

export function owedRoutes(http: Http<View>, { rules, clock }: RulesRoutes) {
  const show = (view: View, { facts, answers, mistakes }: ReadForm) => {
    const errors = mistakes.map(({ field, mistake }) => ({ field, text: view.t(`rules.owed.mistake.${mistake}`), label: labelOf(view, field) }))
    return owedPage(view, { asked: askHousehold(rules, facts, answers, view.pack.facts, clock.today().toString(), nameOfEntry(view)), facts, answers, errors })
  }
  http.page('/owed', { who: 'anyone' }, ({ view }) => show(view, { facts: {}, answers: {}, mistakes: [] }))
  http.form('/owed', { who: 'anyone', body: fields }, ({ body, view }) => show(view, readForm(withoutChanged(body), view.pack.facts, view.pack.currency.minorUnit)))
}

/** What somebody wants to say anew is asked again. */
function withoutChanged({ change, ...answers }: Record<string, string>): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([field]) => field !== change))
}

function labelOf(view: View, field: string): string {
  const match = /^f\.([a-z_]+)(?:\.(\d+))?\.([a-z_]+)$/.exec(field)
  return match ? spotName(view, { fact: `${match[1]!}.${match[3]!}`, at: match[2] === undefined ? null : Number(match[2]) }, {}) : listName(view, field.slice(2))
}
