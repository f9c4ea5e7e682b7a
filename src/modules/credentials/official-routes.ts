/** The official's side of wallets: their ID, put in and taken back from the console. */
import type { FastifyRequest } from 'fastify'
import { SeeOther } from '../../kernel/http/answers.ts'
import { Fault, kernelFaults } from '../../kernel/faults/faults.ts'
import type { Http } from '../../kernel/http/http.ts'
import { strict, Uuid } from '../../kernel/schema/schema.ts'
import type { View } from '../../web/view.ts'
import type { Identity } from '../identity/index.ts'
import { officialType } from './issue/credential-types.ts'
import type { Issuer } from './issue/issuer.ts'
import { offerPage } from './pages/offer-page.tsx'
import { officialIdPage } from './pages/official-id-page.tsx'

const path = '/console/official-id'

/** Milliseconds since the passkey was used: a console that was left open gives nobody a way back in. */
const fresh = 10 * 60_000

export function officialRoutes(http: Http<View>, issuer: Issuer, identity: Pick<Identity, 'proof'>) {
  const typeOf = ({ pack }: View) => {
    const type = officialType(pack)
    if (!type) throw new Fault(kernelFaults.notFound)
    return type
  }
  /** An ID begets no ID: who has only somebody's phone makes no second way in of it. */
  const mayTake = async (request: FastifyRequest) => {
    const { since, byOfficialId } = await identity.proof(request)
    return since < fresh && !byOfficialId
  }

  http.page(path, { who: 'official' }, async ({ principal, request, view }) =>
    officialIdPage(view, { type: typeOf(view), holdings: await issuer.revoking.officialHoldings(principal.official), mayTake: await mayTake(request) }))

  http.form(`${path}/offers`, { who: 'official', body: strict({}) }, async ({ principal, request, view }) => {
    if (!(await mayTake(request))) return new SeeOther(path)
    const offer = await issuer.offerOfficial(issuer.authorization.originOf(request), principal.official)
    return offerPage(view, { types: [typeOf(view)], name: principal.name, offer, back: path, console: true })
  })

  http.form(`${path}/:issuance/revoke`, { who: 'official', params: strict({ issuance: Uuid }), body: strict({}) }, async ({ params, principal }) => {
    await issuer.revoking.oneOfOfficial(principal.official, params.issuance)
    return new SeeOther(path)
  })
}
