/** Officials invite by letter, look at what became of it, and stop what somebody on the telephone knows nothing of. */
import Type from 'typebox'
import { birthdayOf } from '../../../kernel/dates/ages.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import { SeeOther } from '../../../kernel/http/answers.ts'
import type { Http } from '../../../kernel/http/http.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import type { View } from '../../../web/view.ts'
import { identityFaults } from '../contract.ts'
import type { Identity } from '../index.ts'
import { consoleLettersPage, type TypedInvitation } from './pages/console-letters-page.tsx'
import { isDay, numberMistakes, birthMistakes } from './mistakes.ts'

const path = '/console/letters'
const word = Type.Optional(Type.String({ maxLength: 120 }))
const params = strict({ id: Uuid })

export function officeLetterRoutes(http: Http<View>, identity: Identity, today: () => Temporal.PlainDate) {
  const demand = () => identity.letters ?? (() => { throw new Fault(kernelFaults.notFound) })()
  const show = async (view: View, principal: Official, typed: TypedInvitation = {}, errors: readonly FormError[] = []) => {
    const { office, rule } = demand()
    return consoleLettersPage(view, { rule, rows: await office.list(principal), official: principal.official, typed, errors })
  }

  http.page(path, { who: 'caseworker' }, ({ principal, view }) => show(view, principal))

  http.form(path, { who: 'caseworker', body: strict({ person: word, name: word, birthDate: word }) }, async ({ body, principal, view }) => {
    const typed = { person: (body.person ?? '').trim(), name: (body.name ?? '').trim(), birthDate: (body.birthDate ?? '').trim() }
    const errors = [...numberMistakes(view, typed), ...(typed.name === '' ? [{ field: 'name', text: view.t('registration.office.name-missing') }] : []), ...birthMistakes(view, typed)]
    if (errors.length > 0) return show(view, principal, typed, errors)
    await demand().office.one(principal, typed)
    return new SeeOther(path)
  })

  http.form(`${path}/cohort`, { who: 'caseworker', body: strict({ from: word, until: word }) }, async ({ body, principal, view }) => {
    const typed = { from: (body.from ?? '').trim(), until: (body.until ?? '').trim() }
    const errors = cohortMistakes(view, demand().rule.fromAge, today(), typed)
    if (errors.length > 0) return show(view, principal, typed, errors)
    try {
      await demand().office.cohort(principal, typed)
    } catch (cause) {
      if (!(cause instanceof Fault) || cause.code !== identityFaults.invitationOpen.code) throw cause
      return show(view, principal, typed, [{ field: 'from', text: view.t(cause.textKey) }])
    }
    return new SeeOther(path)
  })

  http.form(`${path}/stop-one`, { who: 'caseworker', body: strict({ stopped: word }) }, async ({ body, principal, view }) => {
    const typed = { stopped: (body.stopped ?? '').trim() }
    const errors = numberMistakes(view, { person: typed.stopped }).map(({ text }) => ({ field: 'stopped', text }))
    if (errors.length > 0) return show(view, principal, typed, errors)
    await demand().office.stopLetterOf(principal, typed.stopped)
    return show(view, principal, { isStopped: true })
  })

  http.form(`${path}/:id/send`, { who: 'caseworker', params, body: strict({}) }, async ({ params: { id }, principal }) => {
    await demand().office.confirm(principal, id)
    return new SeeOther(path)
  })

  http.form(`${path}/:id/stop`, { who: 'caseworker', params, body: strict({}) }, async ({ params: { id }, principal }) => {
    await demand().office.stop(principal, id)
    return new SeeOther(path)
  })
}

/** Longest: a month. */
const longest = 31

function cohortMistakes(view: View, fromAge: number, today: Temporal.PlainDate, { from, until }: { from: string; until: string }): FormError[] {
  const errors = (['from', 'until'] as const).filter((field) => !isDay({ from, until }[field])).map((field) => ({ field, text: view.t('letters.office.day-wrong') }))
  if (errors.length > 0) return errors
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(until)]
  if (Temporal.PlainDate.compare(first, last) > 0 || Temporal.PlainDate.compare(first.add({ days: longest }), last) < 0) return [{ field: 'until', text: view.t('letters.office.days-wrong') }]
  if (Temporal.PlainDate.compare(birthdayOf(last, fromAge), today) > 0) return [{ field: 'until', text: view.t('letters.office.too-young', { age: fromAge }) }]
  return []
}
