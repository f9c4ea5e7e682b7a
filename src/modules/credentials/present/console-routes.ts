/** An agency registers what it, or those it admits, may ask people for, and makes the keys of their programs. */
import { randomBytes } from 'node:crypto'
import Type from 'typebox'
import { SeeOther } from '../../../kernel/http/answers.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict } from '../../../kernel/schema/schema.ts'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import type { View } from '../../../web/view.ts'
import { consoleRequestsPage, type TypedRequest } from './pages/console-requests-page.tsx'
import { presentFaults } from './present-faults.ts'
import type { Presentations } from './presentations.ts'
import type { RequestTemplate } from './request-template.ts'

const words = (maxLength: number) => Type.Optional(Type.String({ maxLength }))
const template = strict({ template: Type.String({ pattern: '^[a-z][a-z0-9-]*$', maxLength: 80 }) })
const Format = Type.Optional(Type.Union([Type.Literal('either'), Type.Literal('dc+sd-jwt'), Type.Literal('mso_mdoc')]))
const Claim = Type.String({ pattern: '^[a-z][a-z0-9-]*\\.[a-z][a-z0-9_]*$', maxLength: 120 })

export function consoleRoutes(http: Http<View>, presentations: Presentations, clock: Clock) {
  const { templates, types } = presentations
  const ownOf = async ({ agency }: Official) => (await templates.list()).filter((one) => one.template.agency === agency)
  const own = async (principal: Official, id: string) => {
    const found = await templates.find(id)
    if (found.template.agency !== principal.agency) throw new Fault(presentFaults.noSuchTemplate)
    return found
  }

  http.page('/console/requests', { who: 'administrator' }, async ({ principal, view }) => consoleRequestsPage(view, { own: await ownOf(principal), types }))

  http.form('/console/requests', {
    who: 'administrator',
    body: strict({ name: words(120), why: words(600), law: words(200), article: words(60), keepDays: words(10), format: Format, claims: Type.Optional(Type.Union([Claim, Type.Array(Claim, { maxItems: 40 })])) }),
  }, async ({ body, principal, view }) => {
    const typed: TypedRequest = {
      name: (body.name ?? '').trim(), why: (body.why ?? '').trim(), law: (body.law ?? '').trim(), article: (body.article ?? '').trim(), keepDays: (body.keepDays ?? '').trim(),
      claims: [body.claims ?? []].flat(), format: body.format === 'either' ? undefined : body.format,
    }
    const errors: FormError[] = (['name', 'why', 'law', 'article'] as const).filter((field) => typed[field] === '').map((field) => ({ field, text: view.t(`credentials.console.${field}-missing`) }))
    if (!/^\d{1,4}$/.test(typed.keepDays) || Number(typed.keepDays) > 3_650) errors.push({ field: 'keepDays', text: view.t('credentials.console.days-wrong') })
    const known = typed.claims.filter((name) => types.some(({ id, claims }) => claims.some((claim) => name === `${id}.${claim.name}`)))
    if (known.length === 0) errors.push({ field: 'claims', text: view.t('credentials.console.claims-missing') })
    if (errors.length > 0) return consoleRequestsPage(view, { own: await ownOf(principal), types, errors, typed })
    await templates.register(templateOf(view, principal.agency, { ...typed, claims: known }, clock.today().toString()), `official:${principal.official}`)
    return new SeeOther('/console/requests')
  })

  http.form('/console/requests/:template/keys', { who: 'administrator', params: template, body: strict({ returnTo: words(500) }) }, async ({ params, body, principal, view }) => {
    const { template: { id, name } } = await own(principal, params.template)
    const returnTo = (body.returnTo ?? '').trim()
    if (!isReturnAddress(returnTo)) return consoleRequestsPage(view, { own: await ownOf(principal), types, errors: [{ field: `returnTo-${id}`, text: view.t('credentials.console.return-wrong') }], keyFor: { id, returnTo } })
    const key = await presentations.makeKey({ template: id, returnTo }, `official:${principal.official}`)
    return consoleRequestsPage(view, { own: await ownOf(principal), types, made: { key, name: view.text(name) } })
  })

  http.form('/console/requests/:template/withdraw', { who: 'administrator', params: template, body: strict({}) }, async ({ params, principal }) => {
    await own(principal, params.template)
    await templates.withdraw(params.template, principal.agency)
    return new SeeOther('/console/requests')
  })
}

/** People are sent there by their browsers: over TLS, or to a program on the developer's own machine. */
function isReturnAddress(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && url.hash === '' && url.username === '' && (url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === 'localhost'))
}

/**
 * In the words that the official wrote, whatever language is read in: nobody translates a law in passing.
 * @param today on which the official read that law
 */
function templateOf(view: View, agency: string, { name, why, law, article, keepDays, claims, format }: TypedRequest, today: string): RequestTemplate {
  const everywhere = (text: string) => Object.fromEntries(view.pack.languages.map(({ tag }) => [tag, text]))
  const credentials = [...new Set(claims.map((claim) => claim.split('.')[0]!))]
  return {
    id: `${agency}-${randomBytes(4).toString('hex')}`, agency, name: everywhere(name), why: everywhere(why), keepDays: Number(keepDays),
    legalBasis: { law: everywhere(law), article, asOf: today, unverified: true },
    asks: credentials.map((credential) => ({
      credential, claims: claims.filter((claim) => claim.startsWith(`${credential}.`)).map((claim) => claim.slice(credential.length + 1)), ...(format === undefined ? {} : { format }),
    })),
  }
}
