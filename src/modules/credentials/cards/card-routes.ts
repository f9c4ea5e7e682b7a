/** The desk of an issuing agency: whose cards of its types are held, let go or ended, with a reason that their holder reads. */
import Type from 'typebox'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { SeeOther } from '../../../kernel/http/answers.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import type { View } from '../../../web/view.ts'
import type { CardHolds } from './card-holds.ts'
import type { CardRounds } from './card-rounds.ts'
import type { HolderAnswer, HolderQuestion } from './check-holder.ts'
import { askPage } from './pages/ask-page.tsx'
import { cardsPage, type Typed } from './pages/cards-page.tsx'
import { roundPage } from './pages/round-page.tsx'

export const cardsPath = '/console/cards'
const who = 'card-officer'
const typed = (maxLength: number) => Type.Optional(Type.String({ maxLength }))
const order = { person: typed(80), name: typed(200), type: typed(80), act: typed(10), reason: typed(2_000), law: typed(300) }

export function cardRoutes(http: Http<View>, { holds, rounds, holder, pack }: { holds: CardHolds; rounds: CardRounds; holder(question: HolderQuestion): Promise<HolderAnswer>; pack: Pack }) {
  const typesOf = ({ agency }: Official) => {
    const types = pack.credentials.filter((type) => type.agency === agency && type.about === undefined)
    if (types.length === 0) throw new Fault(kernelFaults.notFound)
    return types
  }
  const show = async (view: View, official: Official, more: { errors?: FormError[]; typed?: Typed } = {}) =>
    cardsPage(view, { types: typesOf(official), standing: await holds.standing(official.agency), settled: await holds.settled(official.agency), rounds: await rounds.of(official.agency), ...more })
  const read = async (body: Typed, official: Official, { t }: View) => {
    const [person, name, type, act, reason, law] = (['person', 'name', 'type', 'act', 'reason', 'law'] as const).map((field) => (body[field] ?? '').trim()) as [string, string, string, string, string, string]
    const card = typesOf(official).find(({ id }) => id === type)
    const wrong = (field: string, isRight: boolean) => (isRight ? [] : [{ field, text: t(`credentials.desk.${field}-wrong`) }])
    const errors: FormError[] = [
      ...wrong('person', new RegExp(pack.personIdPattern).test(person)), ...wrong('name', card?.holding === undefined || name !== ''), ...wrong('type', card !== undefined),
      ...wrong('act', act === 'hold' || act === 'end'), ...wrong('reason', reason.length >= 10), ...wrong('law', law.length >= 4),
    ]
    // Nobody's register is asked for what would come back anyway.
    const answer = card && errors.length === 0 ? await holder({ official, type: card, person, name }) : 'unasked'
    if (answer === 'another' || answer === 'silent') errors.push({ field: answer === 'another' ? 'person' : 'name', text: t(`credentials.desk.name-${answer}`) })
    return { errors, card: card!, typed: { person, name, type, act, reason, law }, order: { person, type, act: act === 'end' ? 'end' as const : 'hold' as const, reason, law } }
  }

  http.page(cardsPath, { who }, ({ principal, view }) => show(view, principal))

  http.form(cardsPath, { who, body: strict(order) }, async ({ body, principal, view }) => {
    const { errors, card, ...said } = await read(body, principal, view)
    if (errors.length > 0) return show(view, principal, { errors, typed: said.typed })
    return askPage(view, { ...said.order, type: card, name: said.typed.name })
  })

  http.form(`${cardsPath}/orders`, { who, body: strict(order) }, async ({ body, principal, view }) => {
    const { errors, ...said } = await read(body, principal, view)
    if (errors.length > 0) return show(view, principal, { errors, typed: said.typed })
    await holds.order(principal, said.order)
    return new SeeOther(cardsPath)
  })

  http.form(`${cardsPath}/everybody`, { who, body: strict({ type: Type.String({ maxLength: 80 }) }) }, async ({ body, principal }) => {
    const type = typesOf(principal).find(({ id, everybody }) => id === body.type && everybody !== undefined)
    if (!type) throw new Fault(kernelFaults.notFound)
    return new SeeOther(`${cardsPath}/rounds/${await rounds.ask(principal, type)}`)
  })

  const round = strict({ round: Uuid })
  const showRound = async (view: View, official: Official, id: string, more: { errors?: FormError[]; because?: string } = {}) => {
    const { row, before } = await rounds.find(official.agency, id)
    return roundPage(view, { row, before, type: typesOf(official).find((type) => type.id === row.type), official: official.official, ...more })
  }

  http.page(`${cardsPath}/rounds/:round`, { who, params: round }, ({ params, principal, view }) => showRound(view, principal, params.round))

  http.form(`${cardsPath}/rounds/:round`, { who, params: round, body: strict({ act: Type.Enum(['confirm', 'refuse', 'drop']), because: typed(2_000) }) }, async ({ params, body, principal, view }) => {
    const because = (body.because ?? '').trim()
    if (body.act === 'refuse' && because.length < 10) return showRound(view, principal, params.round, { errors: [{ field: 'because', text: view.t('credentials.desk.reason-wrong') }], because })
    await rounds.settle(principal, params.round, body.act, because)
    return new SeeOther(body.act === 'drop' ? cardsPath : `${cardsPath}/rounds/${params.round}`)
  })

  http.form(`${cardsPath}/:hold/let-go`, { who, params: strict({ hold: Uuid }), body: strict({}) }, async ({ params, principal }) => {
    typesOf(principal)
    await holds.letGo(principal, params.hold)
    return new SeeOther(cardsPath)
  })
}
