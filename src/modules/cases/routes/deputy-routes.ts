/** Deputies of those who are away: everybody of the agency sees them, and names one for themselves; a lead, for the team. */
import Type from 'typebox'
import { SeeOther } from '../../../kernel/http/answers.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { toIsoDate } from '../apply/read-answers.ts'
import { deputiesDone, deputiesPage, type DeputiesPage } from '../pages/deputies-page.tsx'
import type { CasesRoutes } from './portal-routes.ts'

const who = 'official'
const official = Type.String({ maxLength: 80 })
const day = Type.String({ maxLength: 40 })

const labels = { official: 'who', deputy: 'deputy', from: 'first', until: 'last' } as const
/** Two fields may have the same fault: each line names its own. */
const wrong = ({ t }: View, field: keyof typeof labels, fault: string) => ({ field, text: `${t(`cases.deputies.${labels[field]}`)}: ${t(fault)}` })

export function deputyRoutes(http: Http<View>, { cases }: CasesRoutes) {
  const show = async (view: View, principal: Official, more: Pick<DeputiesPage, 'done' | 'errors' | 'typed'>) => {
    const [deputies, colleagues] = await Promise.all([cases.deputies.of(principal.agency), cases.colleagues(principal.agency)])
    return deputiesPage(view, { official: principal, deputies, colleagues, ...more })
  }

  http.page('/console/deputies', { who, query: strict({ done: Type.Optional(Type.Enum([...deputiesDone])) }) }, ({ principal, query: { done }, view }) => show(view, principal, { done }))

  http.form('/console/deputies', { who, body: strict({ official, deputy: official, from: day, until: day }) }, async ({ body, principal, view }) => {
    const [from, until] = [toIsoDate(body.from.trim()), toIsoDate(body.until.trim())]
    if (from === undefined || until === undefined) {
      const team = await cases.colleagues(principal.agency)
      const missing = (['official', 'deputy'] as const).filter((field) => !team.some(({ id }) => id === body[field])).map((field) => wrong(view, field, 'cases.fault.no-such-colleague.next'))
      const unreadable = ([['from', from], ['until', until]] as const).filter(([, read]) => read === undefined).map(([field]) => wrong(view, field, 'cases.answer.date'))
      return show(view, principal, { errors: [...missing, ...unreadable], typed: body })
    }
    try {
      await cases.deputies.name(principal, { official: body.official, deputy: body.deputy, from, until })
    } catch (cause) {
      if (!(cause instanceof Fault) || cause.pointer === undefined) throw cause
      return show(view, principal, { errors: [{ field: cause.pointer.slice(1), text: view.t(`cases.fault.${cause.code.slice('cases.'.length)}`) }], typed: body })
    }
    return new SeeOther('/console/deputies?done=named')
  })

  http.form('/console/deputies/:deputy/end', { who, params: strict({ deputy: Uuid }) }, async ({ params: { deputy }, principal }) => {
    await cases.deputies.end(principal, deputy)
    return new SeeOther('/console/deputies?done=ended')
  })

  http.form('/console/deputies/:deputy/read', { who, params: strict({ deputy: Uuid }) }, async ({ params: { deputy }, principal }) => {
    await cases.deputies.read(principal, deputy)
    return new SeeOther('/console')
  })
}
