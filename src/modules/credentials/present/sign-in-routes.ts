/** Two doors that a wallet opens: the portal's, with the mobile ID, and the console's, with the official's ID. Each is one registered request among others. */
import Type from 'typebox'
import type { FastifyRequest } from 'fastify'
import { SeeOther, readCookie } from '../../../kernel/http/answers.ts'
import { randomToken } from '../../../kernel/crypto/tokens.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict } from '../../../kernel/schema/schema.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { localPath } from '../../../web/local-path.ts'
import type { View } from '../../../web/view.ts'
import type { Identity } from '../../identity/index.ts'
import { officialType } from '../issue/credential-types.ts'
import { browserCookie, browserCookieName } from './browser-cookie.ts'
import type { OpenPresentations } from './open-presentations.ts'
import { presentFaults } from './present-faults.ts'
import { presentPath } from './present-paths.ts'
import type { Released } from './release-presentation.ts'
import type { Shown } from './tables.ts'

export interface SignInRoutes {
  presentations: OpenPresentations
  identity: Pick<Identity, 'enter' | 'official' | 'secure'>
  originOf(request: FastifyRequest): string
  limitAttempts(request: FastifyRequest): Promise<void>
  pack: Pack
}

const next = Type.Optional(Type.String({ pattern: localPath, maxLength: 2_048 }))
/** Where officials may be going: an application that sent them here, else their console. */
const officialNext = Type.Optional(Type.String({ pattern: '^/authorize/[\\w-]+$', maxLength: 200 }))

export function signInRoutes(http: Http<View>, { presentations, identity: { secure }, originOf, limitAttempts, pack }: SignInRoutes) {
  const begin = async (request: FastifyRequest, consumer: 'sign-in' | 'console', template: string, returnTo: string) => {
    await limitAttempts(request)
    const browser = readCookie(request.headers.cookie, browserCookieName(secure)) ?? randomToken()
    const id = await presentations.start({ template, consumer, origin: originOf(request), browser, returnTo })
    return new SeeOther(`${presentPath}/${id}`, [browserCookie(secure, browser)])
  }
  const [residents, officials] = ([true, 'console'] as const).map((door) => pack.requests.find(({ signIn }) => signIn === door)?.id)
  if (residents !== undefined) http.form('/sign-in/wallet', { who: 'anyone', body: strict({ next }) }, ({ body, request }) => begin(request, 'sign-in', residents, body.next ?? '/my'))
  if (officials !== undefined) http.form('/console/sign-in/wallet', { who: 'anyone', body: strict({ next: officialNext }) }, ({ body, request }) => begin(request, 'console', officials, body.next ?? '/console'))
}

/** @throws holderUnknown where the credential is not one that this platform has issued and still holds for valid */
export async function enterByWallet({ presentations, identity, originOf }: SignInRoutes, request: FastifyRequest, { shown, returnTo }: Released): Promise<SeeOther> {
  const holder = await presentations.holderOf(originOf(request), shown)
  // Whoever carries a mandate has not shown who they are: that the names are equal proves nothing.
  if (!holder || holder.person === null || holder.mandate !== null) throw new Fault(presentFaults.holderUnknown)
  const [credential] = Object.values(shown.credentials)
  const name = credential?.claims['full_name']
  return new SeeOther(returnTo ?? '/my', [await identity.enter(request, { kind: 'resident', subject: holder.person, name: typeof name === 'string' ? name : holder.person })])
}

/**
 * Into the post that the ID was issued for, as the agency has it now: its roles are never read from the card.
 * @throws officialUnknown where the card is none of ours or no longer valid, the appointment has ended, or the post is another agency's than the card says
 */
export async function enterConsole({ presentations, identity, originOf, pack }: SignInRoutes, request: FastifyRequest, { shown, returnTo }: Released): Promise<SeeOther> {
  const holder = await presentations.holderOf(originOf(request), shown)
  const post = holder?.official == null ? undefined : await identity.official(holder.official)
  if (!post || post.agency !== agencyOf(pack, shown)) throw new Fault(presentFaults.officialUnknown)
  await presentations.noteOfficial(post.id, post.agency)
  return new SeeOther(returnTo ?? '/console', [await identity.enter(request, { kind: 'official', subject: post.id, name: post.name }, true)])
}

function agencyOf(pack: Pack, { credentials }: Shown): unknown {
  const type = officialType(pack)
  const claim = type?.claims.find(({ from }) => from === 'official.agencyId')
  return type && claim && credentials[type.id]?.claims[claim.name]
}
