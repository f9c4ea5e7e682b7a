/** Work on many parts: approving what is clear, taking on and handing over, the team's load. */
import Type from 'typebox'
import { SeeOther } from '../../../kernel/http/answers.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { clearPage } from '../pages/clear-page.tsx'
import { loadPage } from '../pages/load-page.tsx'
import type { CasesRoutes } from './portal-routes.ts'

const official = Type.String({ maxLength: 80 })

export function deskRoutes(http: Http<View>, { cases, clock }: CasesRoutes) {
  http.page('/console/clear', { who: 'caseworker' }, async ({ principal, view }) => clearPage(view, { parts: await cases.clear(principal) }))

  http.form('/console/clear', { who: 'caseworker', body: strict({ part: Type.Optional(Type.Array(Uuid, { maxItems: 50 })) }) }, async ({ body, principal, view }) => {
    const chosen = body.part ?? []
    if (chosen.length === 0) return clearPage(view, { parts: await cases.clear(principal), errors: [{ field: 'part', text: view.t('cases.fault.nothing-chosen') }] })
    const done = await cases.approveClear(principal, chosen)
    return clearPage(view, { parts: await cases.clear(principal), done })
  })

  http.form('/console/parts/:part/holder', { who: 'caseworker', params: strict({ part: Uuid }), body: strict({ to: official }) }, async ({ params: { part }, body, principal }) => {
    await cases.hold(principal, part, body.to === '' ? null : body.to)
    return new SeeOther(`/console/parts/${part}`)
  })

  http.page('/console/load', { who: 'administrator', query: strict({ moved: Type.Optional(Type.String({ pattern: '^[0-9]{1,6}$' })) }) }, async ({ principal, query, view }) =>
    loadPage(view, { load: await cases.load(principal.agency, clock.today().toString()), colleagues: await cases.colleagues(principal.agency), moved: query.moved === undefined ? undefined : Number(query.moved) }))

  http.form('/console/load/hand-over', { who: 'administrator', body: strict({ from: official, to: official }) }, async ({ body, principal }) => {
    const moved = await cases.handOver(principal, body.from, body.to === '' ? null : body.to)
    return new SeeOther(`/console/load?moved=${moved}`)
  })
}
