/** The resident's side of wallets: offers, what was issued, and the ways to end it, one of them without signing in. */
import Type from 'typebox'
import { SeeOther } from '../../kernel/http/answers.ts'
import { Fault, kernelFaults } from '../../kernel/faults/faults.ts'
import type { Http } from '../../kernel/http/http.ts'
import { strict, Uuid } from '../../kernel/schema/schema.ts'
import type { View } from '../../web/view.ts'
import { mandateType } from './issue/credential-types.ts'
import type { Issuer } from './issue/issuer.ts'
import { lostDonePage, lostPage, noSheetPage, revokeAllPage, sheetPage } from './pages/emergency-pages.tsx'
import { offerPage } from './pages/offer-page.tsx'
import { walletPage } from './pages/wallet-page.tsx'

const sheet = strict({ code: Type.String({ pattern: '^[\\w-]{43}$' }) })

export function holderRoutes(http: Http<View>, issuer: Issuer) {
  const { authorization, revoking } = issuer
  /** A mandate is taken from its own page: the type alone says not which. */
  const typesOf = (view: View) => view.pack.credentials.filter(({ about }) => about === undefined)
  const lostOf = async (view: View, person: string) => {
    const lost = await revoking.lost(person)
    return typesOf(view).filter(({ id }) => lost.includes(id))
  }

  http.page('/my/wallet', { who: 'resident', query: strict({ revoked: Type.Optional(Type.Integer({ minimum: 0 })) }) }, async ({ principal, query, view }) =>
    walletPage(view, { types: typesOf(view), mandate: mandateType(view.pack), holdings: await revoking.holdings(principal.person), lost: await lostOf(view, principal.person), holds: await issuer.holds.of(principal.person), revoked: query.revoked }))

  // Not a GET: an offer is a secret, and is made for whoever pressed the button.
  http.form('/my/wallet/offers', { who: 'resident', body: strict({ type: Type.String({ maxLength: 80 }) }) }, async ({ body, principal, request, view }) => {
    const type = typesOf(view).find(({ id }) => id === body.type)
    if (!type) throw new Fault(kernelFaults.notFound)
    return offerPage(view, { types: [type], name: principal.name, offer: await issuer.offer(authorization.originOf(request), principal.person, [type.id]) })
  })

  http.form('/my/wallet/mandates', { who: 'resident', body: strict({ mandate: Uuid }) }, async ({ body, principal, request, view }) => {
    const offer = await issuer.offerMandate(authorization.originOf(request), principal.person, body.mandate)
    return offerPage(view, { types: [mandateType(view.pack)!], name: principal.name, offer, back: `/my/mandates/${body.mandate}` })
  })

  // Made anew for the keys of the device that takes the offer: what was revoked stays so.
  http.form('/my/wallet/restore', { who: 'resident', body: strict({}) }, async ({ principal, request, view }) => {
    const types = await lostOf(view, principal.person)
    if (types.length === 0) return new SeeOther('/my/wallet')
    const ids = types.map(({ id }) => id)
    await revoking.restoring(principal.person, ids)
    const offer = await issuer.offer(authorization.originOf(request), principal.person, ids)
    return offerPage(view, { types, name: principal.name, offer })
  })

  http.form('/my/wallet/:issuance/revoke', { who: 'resident', params: strict({ issuance: Uuid }), body: strict({}) }, async ({ params, principal }) => {
    await revoking.one(principal.person, params.issuance)
    return new SeeOther('/my/wallet')
  })

  http.form('/my/wallet/revoke', { who: 'resident', body: strict({}) }, async ({ principal, view }) =>
    revokeAllPage(view, { count: (await revoking.holdings(principal.person)).filter(({ state }) => state !== 1).length }))

  http.form('/my/wallet/revoke/all', { who: 'resident', body: strict({}) }, async ({ principal }) =>
    new SeeOther(`/my/wallet?revoked=${await revoking.everything(principal.person, 'portal')}`))

  http.form('/my/wallet/sheet', { who: 'resident', body: strict({}) }, async ({ principal, request, view }) =>
    sheetPage(view, { link: `${authorization.originOf(request)}/lost/${await revoking.makeSheet(principal.person)}` }))

  http.page('/lost/:code', { who: 'anyone', params: sheet }, async ({ params, view }) =>
    (await revoking.personOfSheet(params.code) === undefined ? noSheetPage(view) : lostPage(view, { code: params.code })))

  http.form('/lost/:code', { who: 'anyone', params: sheet, body: strict({}) }, async ({ params, view }) => {
    const person = await revoking.personOfSheet(params.code)
    if (person === undefined) return noSheetPage(view)
    await revoking.everything(person, 'sheet')
    return lostDonePage(view)
  })
}
