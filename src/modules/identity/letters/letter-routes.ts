/** Asking for a letter and taking it up, signed in nowhere; and what the person in whose name it went out sees of it. */
import Type from 'typebox'
import type { FastifyRequest } from 'fastify'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import { SeeOther } from '../../../kernel/http/answers.ts'
import type { Http } from '../../../kernel/http/http.ts'
import type { Principal } from '../../../kernel/http/principal.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { identityFaults } from '../contract.ts'
import type { Identity } from '../index.ts'
import type { RelyingParty } from '../passkeys/passkeys.ts'
import { registerPasskeyPage } from '../registration/pages/register-passkey-page.tsx'
import type { Subject } from '../sessions/sessions.ts'
import { askedPage, askLetterPage } from './pages/ask-letter-page.tsx'
import { ownLetterPage } from './pages/own-letter-page.tsx'
import { takeLetterPage } from './pages/take-letter-page.tsx'
import type { LetterRow } from './letters.ts'
import { birthMistakes, numberMistakes } from './mistakes.ts'
import { takeUpPath } from './take-up-path.ts'

export interface LetterRoutes {
  identity: Identity
  siteOf(view: View, request: FastifyRequest): RelyingParty
  limitAttempts(request: FastifyRequest): Promise<void>
}

const [code, person, name, birthDate] = [40, 60, 120, 20].map((maxLength) => Type.String({ maxLength })) as [Word, Word, Word, Word]
type Word = ReturnType<typeof Type.String>
const Asking = strict({ person: Type.Optional(person), name: Type.Optional(name), birthDate: Type.Optional(birthDate) })
const Taking = strict({ code: Type.Optional(code), person: Type.Optional(person), birthDate: Type.Optional(birthDate) })

const subjectOf = ({ person: subject, name: called }: LetterRow): Subject => ({ kind: 'resident', subject, name: called, assurance: 'low' })

export function letterRoutes(http: Http<View>, { identity, siteOf, limitAttempts }: LetterRoutes) {
  const { passkeys } = identity
  const demand = () => identity.letters ?? (() => { throw new Fault(kernelFaults.notFound) })()
  const find = async (request: FastifyRequest, principal: Principal, typed: { code: string; person: string; birthDate: string }) => {
    // Whoever may have letters sent does not take one up at the same desk.
    if (principal.kind === 'official') throw new Fault(identityFaults.signOutFirst)
    await limitAttempts(request)
    return demand().find({ ...typed, address: request.ip })
  }

  http.page('/sign-in/letter', { who: 'anyone' }, ({ view }) => askLetterPage(view, { rule: demand().rule }))
  http.page('/sign-in/letter/asked', { who: 'anyone' }, ({ view }) => askedPage(view, demand().rule))

  http.form('/sign-in/letter', { who: 'anyone', body: Asking }, async ({ body, request, view }) => {
    const letters = demand()
    const typed = { person: (body.person ?? '').trim(), name: (body.name ?? '').trim(), birthDate: (body.birthDate ?? '').trim() }
    const errors = [...numberMistakes(view, typed), ...(typed.name === '' ? [{ field: 'name', text: view.t('registration.register.name-missing') }] : []), ...birthMistakes(view, typed)]
    if (errors.length > 0) return askLetterPage(view, { rule: letters.rule, typed, errors })
    await limitAttempts(request)
    await letters.ask({ ...typed, language: view.language.tag, address: request.ip })
    return new SeeOther('/sign-in/letter/asked')
  })

  http.page(takeUpPath, { who: 'anyone' }, ({ view }) => (demand(), takeLetterPage(view)))
  // Says nothing of the code: only with what stands in no letter it is looked at.
  http.page(`${takeUpPath}/:code`, { who: 'anyone', params: strict({ code }) }, ({ params, view }) => (demand(), takeLetterPage(view, { code: params.code, fromLink: true })))

  http.form(takeUpPath, { who: 'anyone', body: Taking, script: true }, async ({ body, principal, request, view }) => {
    const typed = { code: (body.code ?? '').trim(), person: (body.person ?? '').trim(), birthDate: (body.birthDate ?? '').trim() }
    const errors = [...(typed.code === '' ? [{ field: 'code', text: view.t('registration.register.code-missing') }] : []), ...numberMistakes(view, typed), ...birthMistakes(view, typed)]
    if (errors.length > 0) return takeLetterPage(view, { ...typed, errors })
    try {
      const row = await find(request, principal, typed)
      return registerPasskeyPage(view, { action: `${takeUpPath}/passkey`, hidden: typed, name: row.name, options: await passkeys.registrationOptions(siteOf(view, request), subjectOf(row)), more: view.t('letters.low.closed') })
    } catch (cause) {
      if (!(cause instanceof Fault) || cause.code !== identityFaults.letterUnknown.code) throw cause
      return takeLetterPage(view, { ...typed, errors: [{ field: 'code', text: view.t(cause.textKey) }] })
    }
  })

  http.form(`${takeUpPath}/passkey`, { who: 'anyone', body: strict({ code, person, birthDate, response: Type.String({ maxLength: 20_000 }) }) }, async ({ body, principal, request, view }) => {
    const { response, ...typed } = body
    const row = await find(request, principal, typed)
    const subject = subjectOf(row)
    const passkey = await passkeys.register(siteOf(view, request), subject, response, '', (tx) => demand().take(tx, row))
    return new SeeOther('/my', [await identity.enter(request, { ...subject, passkey })])
  })

  const params = strict({ id: Uuid })
  http.page('/my/letters/:id', { who: 'resident', assurance: 'low', params }, async ({ params: { id }, principal, view }) => ownLetterPage(view, await demand().own.read(principal.person, id)))

  http.form('/my/letters/:id/stop', { who: 'resident', assurance: 'low', params, body: strict({}) }, async ({ params: { id }, principal }) => {
    await demand().own.stop(principal.person, id, principal.assurance === undefined)
    return new SeeOther(`/my/letters/${id}`)
  })
}
