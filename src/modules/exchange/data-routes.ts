/** My data: each look with its proof, what agencies hold, and what to ask about it. */
import { hash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { File, SeeOther } from '../../kernel/http/answers.ts'
import type { Http } from '../../kernel/http/http.ts'
import { Fault, kernelFaults } from '../../kernel/faults/faults.ts'
import { strict, Uuid } from '../../kernel/schema/schema.ts'
import type { View } from '../../web/view.ts'
import type { Exchange } from './index.ts'
import { checkerPage } from './pages/checker-page.ts'
import { heldAsJson, heldAsPage } from './pages/held-file.ts'
import { heldPage } from './pages/held-page.tsx'
import { lookPage } from './pages/look-page.tsx'
import type { Looked, WhoLooked } from './pages/names.ts'
import { newRequestPage } from './pages/new-request-page.tsx'
import { proofPage } from './pages/proof-page.tsx'
import { requestsPage } from './pages/requests-page.tsx'

const id = strict({ id: Uuid })
const words = Type.String({ maxLength: 2_000 })
const name = Type.String({ pattern: '^[A-Za-z0-9-]{1,60}$' })
/** A page to be kept: as bytes, so that no browser ever shows it under this house's address. */
const download = 'application/octet-stream'
const attached = (text: string, type: string, file: string) => new File(text, type, { name: file })

/** What somebody reads or asks in another's place, by the look or the consent that it is about. */
export const dataOf = (request: FastifyRequest) => ({ act: 'data', matter: (request.params as { id: string }).id })

export function dataRoutes(http: Http<View>, exchange: Exchange, whoLooked: WhoLooked) {
  const look = async (person: string, lookId: string) => ({
    ...await withNames(await exchange.look(person, lookId)), questions: (await exchange.requests.own(person)).filter(({ look_id }) => look_id === lookId),
  })

  const withNames = async <Of extends { look: Looked }>(of: Of) => ({ ...of, who: await whoLooked([of.look]) })

  http.page('/my/data/looks/:id', { who: 'resident', assurance: 'low', onBehalf: dataOf, params: id }, async ({ params, principal, view }) => lookPage(view, await look(principal.person, params.id)))

  http.page('/my/data/looks/:id/evidence', { who: 'resident', assurance: 'low', onBehalf: dataOf, params: id }, async ({ params, principal }) =>
    attached(JSON.stringify(await exchange.evidence(principal.person, params.id)), 'application/json', `look-${params.id}.json`))

  http.form('/my/data/looks/:id/questions', { who: 'resident', assurance: 'low', onBehalf: dataOf, params: id, body: strict({ words }) }, async ({ params, body, principal, view }) => {
    if (body.words.trim() === '') return lookPage(view, { ...await look(principal.person, params.id), errors: [{ field: 'words', text: view.t('exchange.request.words-missing') }] })
    await exchange.requests.questionLook(principal.person, params.id, body.words.trim())
    return new SeeOther(`/my/data/looks/${params.id}`)
  })

  http.page('/my/data/proof', { who: 'resident', onBehalf: 'data' }, async ({ principal, view }) =>
    proofPage(view, { digest: hash('sha256', checkerPage(view)), looks: await exchange.chainLength(principal.person) }))
  http.page('/my/data/proof/checker', { who: 'resident', onBehalf: 'data' }, ({ view }) => attached(checkerPage(view), download, 'check-my-data.html'))
  http.page('/my/data/proof/chain', { who: 'resident', onBehalf: 'data' }, async ({ principal }) => attached(JSON.stringify(await exchange.chain(principal.person)), 'application/json', 'my-data-log.json'))

  http.page('/my/data/held', { who: 'resident', onBehalf: 'data' }, ({ view }) => heldPage(view))
  http.form('/my/data/held', { who: 'resident', onBehalf: 'data', body: strict({}) }, async ({ principal, view }) => heldPage(view, await exchange.askAllHeld(principal.person)))
  http.form('/my/data/held/file', { who: 'resident', onBehalf: 'data', body: strict({ as: Type.Union([Type.Literal('page'), Type.Literal('json')]) }) }, async ({ body, principal, view }) => {
    const [answers, at] = [await exchange.askAllHeld(principal.person), new Date()]
    return body.as === 'json' ? attached(heldAsJson(principal.person, answers, at), 'application/json', 'my-data.json') : attached(heldAsPage(view, answers, at), download, 'my-data.html')
  })

  http.page('/my/data/requests', { who: 'resident', onBehalf: 'data' }, async ({ principal, view }) => requestsPage(view, await exchange.requests.own(principal.person)))
  http.page('/my/data/requests/new', { who: 'resident', onBehalf: 'data', query: strict({ register: name, field: name }) }, ({ query, view }) => newRequestPage(view, known(view, query)))
  http.form('/my/data/requests', { who: 'resident', onBehalf: 'data', body: strict({ register: name, field: name, kind: Type.Optional(Type.Union([Type.Literal('correction'), Type.Literal('deletion')])), words }) }, async ({ body, principal, view }) => {
    const of = known(view, body)
    const errors = [
      ...(body.kind === undefined ? [{ field: 'kind', text: view.t('exchange.change.kind-missing') }] : []), ...(body.words.trim() === '' ? [{ field: 'words', text: view.t('exchange.request.words-missing') }] : []),
    ]
    if (body.kind === undefined || errors.length > 0) return newRequestPage(view, { ...of, errors, typed: { ...(body.kind ? { kind: body.kind } : {}), words: body.words } })
    await exchange.requests.askForChange(principal.person, body.kind, of, body.words.trim())
    return new SeeOther('/my/data/requests')
  })
}

/** A field that the pack has, in a country whose law gives the right. */
function known({ pack }: View, { register, field }: { register: string; field: string }) {
  const fields = pack.registers.find(({ id: of }) => of === register)?.fields
  if (!pack.dataRights || !fields || !Object.hasOwn(fields, field)) throw new Fault(kernelFaults.notFound)
  return { register, field }
}
