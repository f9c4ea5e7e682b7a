/** The page of what one is owed. It keeps nothing: the answers travel in the form, those of the registers too. */
import Type from 'typebox'
import { SeeOther } from '../../../kernel/http/answers.ts'
import { demandSurer } from '../../../kernel/http/guard-entry.ts'
import type { Http } from '../../../kernel/http/http.ts'
import type { View } from '../../../web/view.ts'
import type { RulesRoutes } from '../routes-contract.ts'
import { answersOf } from './answers-of.ts'
import { askHousehold } from './ask-household.ts'
import { fullLabelOf } from './given-answers.tsx'
import { nameOfEntry, owedPage } from './owed-page.tsx'
import { type Answers, countField, fromRegisters, readForm } from './read-form.ts'

const fields = Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 200 }), { maxProperties: 400 })

export function owedRoutes(http: Http<View>, { rules, clock, own }: RulesRoutes) {
  const show = (view: View, body: Answers, silent: readonly string[] = []) => {
    const { facts, answers, mistakes, registers } = readForm(body, view.pack.facts, view.pack.currency.minorUnit)
    const errors = mistakes.map(({ field, mistake }) => ({ field, text: view.t(`rules.owed.mistake.${mistake}`), label: fullLabelOf(view, field, facts) }))
    const today = clock.today().toString()
    const asked = askHousehold(rules, facts, answers, view.pack.facts, today, nameOfEntry(view), registers.size === 0 ? rules.services : withoutReported(view))
    return owedPage(view, { asked, facts, answers, errors, registers, silent, purpose: own?.purpose ?? null, today })
  }
  // Children whom the registers know have had their birth reported.
  const withoutReported = ({ pack }: View) => rules.services.filter((service) => pack.services.find(({ rule }) => rule === service)?.effect !== 'register-birth')
  http.page('/owed', { who: 'anyone' }, ({ view }) => show(view, {}))
  http.form('/owed', { who: 'anyone', body: fields }, async ({ body: { change, registers, ...said }, principal, view }) => {
    if (registers === undefined) return show(view, withoutChanged(said, change))
    if (principal.kind !== 'resident' || !own) return new SeeOther('/sign-in?next=/owed')
    demandSurer(principal)
    const { facts, silent } = await own.read(principal.person)
    return show(view, besideRegisters(said, answersOf(facts, view.pack.facts, view.pack.currency.minorUnit)), silent)
  })
}

/** What somebody wants to say anew is asked again, whoever had said it. */
function withoutChanged(answers: Answers, change: string | undefined): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([field]) => change === undefined || (field !== change && field !== fromRegisters(change))))
}

/** What somebody said stays said, but for people on lists: the registers tell who they are, and in which order. */
function besideRegisters(said: Answers, known: Answers): Answers {
  const kept = Object.entries(said).filter(([field, text]) => text !== '' && !(known[countField(field.split('.')[1]!)] !== undefined))
  const keptFields = new Set(kept.map(([field]) => field))
  return Object.fromEntries([...Object.entries(known).filter(([field]) => !keptFields.has(field)).map(([field, text]) => [fromRegisters(field), text] as const), ...kept])
}
