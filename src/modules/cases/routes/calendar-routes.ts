/** What is coming: a page for the person, and a file for the person's calendar program, which signs in by an address nobody else knows. */
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import { File, SeeOther } from '../../../kernel/http/answers.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { inOrder } from '../calendar/entries.ts'
import { writeIcal } from '../calendar/write-ical.ts'
import { calendarPage } from '../pages/calendar-page.tsx'
import type { CasesRoutes } from './portal-routes.ts'

export function calendarRoutes(http: Http<View>, { cases, coming, wordingIn, address }: CasesRoutes) {
  const { calendar } = cases
  const everything = async (person: string) => inOrder([...await calendar.entries(person), ...await coming(person)])
  /** On a page of what is paid every month the next time stands; the person's own calendar has them all. */
  const shown = async (person: string) => {
    const next = new Set<string>()
    return (await everything(person)).filter(({ kind, name, agency }) => {
      const key = JSON.stringify([name, agency])
      return kind !== 'payment' || (!next.has(key) && next.add(key))
    })
  }
  const originOf = (request: FastifyRequest) => address ?? `${request.protocol}://${request.host}`
  const pathOf = (token: string) => `/calendar/${token}.ics`

  http.page('/my/calendar', { who: 'resident', assurance: 'low', onBehalf: 'applications' }, async ({ principal: { person }, view }) =>
    calendarPage(view, { entries: await shown(person), since: await calendar.feedSince(person) }))

  http.form('/my/calendar/address', { who: 'resident', body: strict({}) }, async ({ principal: { person }, view, request }) => {
    const token = await calendar.openFeed(person, view.language.tag)
    return calendarPage(view, { entries: await shown(person), since: await calendar.feedSince(person), address: `${originOf(request)}${pathOf(token)}` })
  })

  http.form('/my/calendar/address/end', { who: 'resident', body: strict({}) }, async ({ principal: { person } }) => {
    await calendar.closeFeed(person)
    return new SeeOther('/my/calendar')
  })

  http.page('/calendar/:file', { who: 'anyone', params: strict({ file: Type.String({ pattern: '^[A-Za-z0-9_-]{43}\\.ics$' }) }) }, async ({ params: { file }, request }) => {
    const owner = await calendar.ownerOfFeed(file.slice(0, -'.ics'.length))
    if (!owner) throw new Fault(kernelFaults.notFound)
    return new File(writeIcal(wordingIn(owner.language), await everything(owner.person), originOf(request)), 'text/calendar; charset=utf-8', { name: 'maru.ics', cache: 'private, no-store' })
  })
}
