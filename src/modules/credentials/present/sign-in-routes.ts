/** Signing in with the mobile ID in the wallet: one registered request among others, whose answer opens a session. */
import Type from 'typebox'
import type { FastifyRequest } from 'fastify'
import { SeeOther, readCookie } from '../../../kernel/http/answers.ts'
import { randomToken } from '../../../kernel/crypto/tokens.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict } from '../../../kernel/schema/schema.ts'
import { localPath } from '../../../web/local-path.ts'
import type { View } from '../../../web/view.ts'
import type { Identity } from '../../identity/index.ts'
import { browserCookie, browserCookieName } from './browser-cookie.ts'
import type { OpenPresentations } from './open-presentations.ts'
import { presentFaults } from './present-faults.ts'
import { presentPath } from './present-paths.ts'
import type { Released } from './release-presentation.ts'

export interface SignInRoutes {
  presentations: OpenPresentations
  identity: Pick<Identity, 'enter' | 'secure'>
  originOf(request: FastifyRequest): string
  limitAttempts(request: FastifyRequest): Promise<void>
  /** Of the pack's requests: the one that signs people in. */
  template: string
}

export function signInRoutes(http: Http<View>, { presentations, identity: { secure }, originOf, limitAttempts, template }: SignInRoutes) {
  http.form('/sign-in/wallet', { who: 'anyone', body: strict({ next: Type.Optional(Type.String({ pattern: localPath, maxLength: 2_048 })) }) }, async ({ body, request }) => {
    await limitAttempts(request)
    const browser = readCookie(request.headers.cookie, browserCookieName(secure)) ?? randomToken()
    const id = await presentations.start({ template, consumer: 'sign-in', origin: originOf(request), browser, returnTo: body.next ?? '/my' })
    return new SeeOther(`${presentPath}/${id}`, [browserCookie(secure, browser)])
  })
}

/** @throws holderUnknown where the credential is not one that this platform has issued and still holds for valid */
export async function enterByWallet({ presentations, identity, originOf }: SignInRoutes, request: FastifyRequest, { shown, returnTo }: Released): Promise<SeeOther> {
  const holder = await presentations.holderOf(originOf(request), shown)
  // Whoever carries a mandate has not shown who they are: that the names are equal proves nothing.
  if (holder === undefined || holder.mandate !== null) throw new Fault(presentFaults.holderUnknown)
  const [credential] = Object.values(shown.credentials)
  const name = credential?.claims['full_name']
  return new SeeOther(returnTo ?? '/my', [await identity.enter(request, { kind: 'resident', subject: holder.person, name: typeof name === 'string' ? name : holder.person })])
}
