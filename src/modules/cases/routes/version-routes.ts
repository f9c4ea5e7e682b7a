/** A version of a service as applications meet it: its form tried, and the drafts that began with an earlier one. */
import Type from 'typebox'
import { letterOutcomes } from '../../../../packages/pack-kit/schema/service.ts'
import { momentOf } from '../../../kernel/clock/clock.ts'
import { SeeOther } from '../../../kernel/http/answers.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { type Versions } from '../../catalogue/index.ts'
import { casesFaults } from '../contract.ts'
import type { FictitiousPeople } from '../apply/try-out.ts'
import { madeUpCase } from '../letters/made-up.ts'
import { draftsPage } from '../pages/drafts-page.tsx'
import { letterPreviewPage, type LetterPreviewPage } from '../pages/letter-preview-page.tsx'
import { tryPage } from '../pages/try-page.tsx'
import type { CasesRoutes } from './portal-routes.ts'

export interface VersionRoutes { versions: Pick<Versions, 'read' | 'packWith'>; fictitious: FictitiousPeople }

const who = 'service-owner'
const params = strict({ version: Uuid })

export function versionRoutes(http: Http<View>, { cases, clock, wordingIn, versions, fictitious }: Pick<CasesRoutes, 'cases' | 'clock' | 'wordingIn'> & VersionRoutes) {
  /** The pack as it would be. */
  async function open(view: View, by: Official, version: string) {
    const row = await versions.read(by, version)
    const pack = versions.packWith(row)
    const event = pack.lifeEvents.find(({ id }) => id === row.event)
    if (!event) throw new Fault(casesFaults.noSuchEvent)
    return { view: { ...view, pack }, event, page: { version, event, people: fictitious.people() } }
  }

  http.page('/console/services/versions/:version/try', { who, params }, async ({ params: { version }, principal, view: shown }) => {
    const { view, page } = await open(shown, principal, version)
    return tryPage(view, { ...page, typed: {} })
  })

  http.form('/console/services/versions/:version/try', { who, params, body: Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 2_000 })) }, async ({ params: { version }, body, principal, view: shown }) => {
    const { view, event, page } = await open(shown, principal, version)
    const { person = '', ...typed } = body
    const own = view.pack.purposes.find(({ id, agency }) => agency === null && event.purposes.includes(id))
    const tried = cases.tryOut(view.pack, event.id, fictitious.known(person, own?.fields ?? []), typed)
    return tryPage(view, { ...page, typed: body, tried, errors: tried.mistakes.map(({ field, mistake, values }) => ({ field, text: view.t(`cases.answer.${mistake}`, values) })) })
  })

  http.page('/console/services/versions/:version/letters/preview', { who, params, query: strict({ person: Type.Optional(Type.String({ maxLength: 60 })) }) }, async ({ params: { version }, query, principal, view: shown }) => {
    const row = await versions.read(principal, version)
    const { view, event } = await open(shown, principal, version)
    const service = view.pack.services.find(({ id }) => id === row.service)
    if (!service) throw new Fault(casesFaults.noSuchForm)
    const people = fictitious.people()
    const person = people.find(({ id }) => id === query.person)?.id ?? people[0]?.id ?? ''
    const own = view.pack.purposes.find(({ id, agency }) => agency === null && event.purposes.includes(id))
    const made = { known: fictitious.known(person, own?.fields ?? []), at: momentOf(clock), hidden: view.t('catalogue.studio.letter-hidden') }
    const about = await Promise.all(letterOutcomes.map(async (outcome) => {
      const letter = outcome === 'approved' || outcome === 'refused' ? await cases.letterAbout(principal, service.id, outcome) : undefined
      return [outcome, { made: letter === undefined, letter: letter ?? madeUpCase(view, service, event.id, outcome, made) }] as const
    }))
    return letterPreviewPage(view, { version, service: service.id, about: Object.fromEntries(about) as LetterPreviewPage['about'], people, person, wordingIn: (tag) => ({ ...wordingIn(tag), pack: view.pack }) })
  })

  http.page('/console/services/versions/:version/drafts', { who, params, query: strict({ moved: Type.Optional(Type.String({ pattern: '^[0-9]{1,9}$' })) }) }, async ({ params: { version }, query: { moved }, principal, view }) => {
    const { event } = await versions.read(principal, version)
    return draftsPage(view, { version, behind: await cases.behind(event), moved: moved === undefined ? undefined : Number(moved) })
  })

  http.form('/console/services/versions/:version/drafts', { who, params, body: strict({}) }, async ({ params: { version }, principal }) => {
    const { event } = await versions.read(principal, version)
    return new SeeOther(`/console/services/versions/${version}/drafts?moved=${await cases.moveDrafts(principal, event)}`)
  })
}
