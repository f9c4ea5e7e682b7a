/** The desk of those who say which foreign issuers the country believes. */
import { X509Certificate } from 'node:crypto'
import Type from 'typebox'
import type { Pack } from '../../../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../../../kernel/clock/clock.ts'
import { SeeOther } from '../../../../kernel/http/answers.ts'
import { Fault, kernelFaults } from '../../../../kernel/faults/faults.ts'
import type { Http } from '../../../../kernel/http/http.ts'
import type { Official } from '../../../../kernel/http/principal.ts'
import { strict, Uuid } from '../../../../kernel/schema/schema.ts'
import type { FormError } from '../../../../web/components/error-summary/error-summary.tsx'
import type { View } from '../../../../web/view.ts'
import { nextFetch } from '../keep-fetching.ts'
import { changePage } from './pages/change-page.tsx'
import { type TrustPage, trustPage } from './pages/trust-page.tsx'
import { type ShownChange, type TrustDesk } from './trust-desk.ts'

export const trustPath = '/console/trust'
const who = 'trust-officer'
const params = strict({ change: Uuid })
const typed = (maxLength: number) => Type.Optional(Type.String({ maxLength }))

/** Signs of the fingerprint that are typed as the other office reads them out: another root that ends alike is 64 bits of work away. */
const read = 16

export interface TrustChangeRoutes { desk: TrustDesk | undefined; pack: Pack; clock: Clock }

export function trustChangeRoutes(http: Http<View>, { desk, pack, clock }: TrustChangeRoutes) {
  const demandKeeper = ({ agency }: Official) => { if (pack.trust?.agency !== agency) throw new Fault(kernelFaults.notFound) }
  const demandDesk = (official: Official): TrustDesk => {
    demandKeeper(official)
    if (!desk) throw new Fault(kernelFaults.notFound)
    return desk
  }
  const show = async (view: View, more: Pick<TrustPage, 'errors' | 'typed' | 'trouble'> = {}) => {
    if (!desk) return trustPage(view, { lists: undefined, waiting: [], settled: [], nextFetch: nextFetch(clock, pack.timeZone), ...more })
    const read = await desk.lists().then((lists) => ({ lists }), (cause: Error) => ({ lists: [], trouble: cause.message }))
    return trustPage(view, { waiting: await desk.waiting(), settled: await desk.settled(), nextFetch: nextFetch(clock, pack.timeZone), ...read, ...more })
  }

  http.page(trustPath, { who }, async ({ principal, view }) => {
    demandKeeper(principal)
    return show(view)
  })

  http.form(trustPath, { who, body: strict({ address: typed(2_000), root: typed(20_000) }) }, async ({ body, principal, view }) => {
    const at = demandDesk(principal)
    const given = { address: (body.address ?? '').trim(), root: (body.root ?? '').trim() }
    const root = certificateOf(given.root)
    const errors: FormError[] = [
      ...(isAddress(given.address) ? [] : [{ field: 'address', text: view.t('trust.address-wrong') }]),
      ...(root ? [] : [{ field: 'root', text: view.t('trust.root-wrong') }]),
    ]
    if (!root || errors.length > 0) return show(view, { errors, typed: given })
    const fetched = await at.fetch(given.address).then((token) => ({ token }), (cause: Error) => ({ trouble: cause.message }))
    if ('trouble' in fetched) return show(view, { errors: [{ field: 'address', text: view.t('trust.not-fetched') }], trouble: fetched.trouble, typed: given })
    const made = await at.draft(principal, { address: given.address, token: fetched.token, root }).then((id) => ({ id }), sentence)
    if ('trouble' in made) return show(view, { errors: [{ field: 'root', text: view.t('trust.not-taken') }], trouble: made.trouble, typed: given })
    return new SeeOther(`${trustPath}/changes/${made.id}`)
  })

  http.form(`${trustPath}/lists`, { who, body: strict({ list: Type.String({ maxLength: 2_000 }), act: Type.Enum(['suspend', 'resume', 'end']) }) }, async ({ body: { list, act }, principal }) => {
    const id = await demandDesk(principal).ask(principal, list, act)
    return new SeeOther(act === 'suspend' ? trustPath : `${trustPath}/changes/${id}`)
  })

  http.page(`${trustPath}/changes/:change`, { who, params }, async ({ params: { change }, principal, view }) => changePage(view, { ...await demandDesk(principal).find(change), official: principal.official }))

  http.form(`${trustPath}/changes/:change`, { who, params, body: strict({ act: Type.Enum(['propose', 'confirm', 'refuse', 'drop']), ending: typed(200) }) }, async ({ params: { change }, body, principal, view }) => {
    const at = demandDesk(principal)
    const shown = await at.find(change)
    const again = (text: string, trouble?: string) => changePage(view, { ...shown, official: principal.official, errors: [{ field: 'ending', text }], typed: body.ending ?? '', ...(trouble === undefined ? {} : { trouble }) })
    const says = body.act === 'propose' || body.act === 'confirm'
    if (says && shown.row.act === 'believe' && !endsAs(shown, body.ending ?? '')) return again(view.t('trust.ending-wrong'))
    if (body.act === 'propose') await at.propose(principal, change)
    else {
      const settled = await at.settle(principal, change, body.act).then(() => undefined, sentence)
      if (settled) return again(view.t('trust.not-taken'), settled.trouble)
    }
    return new SeeOther(body.act === 'drop' ? trustPath : `${trustPath}/changes/${change}`)
  })
}

/** What is wrong with a list is said; what is wrong with the house is a fault. */
function sentence(cause: unknown): { trouble: string } {
  if (cause instanceof Fault || !(cause instanceof Error) || 'code' in cause) throw cause
  return { trouble: cause.message }
}

function isAddress(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && url.protocol === 'https:' && url.username === '' && url.password === ''
}

/** PEM, or DER in base64. */
function certificateOf(text: string): Buffer | undefined {
  try {
    return new X509Certificate(text.startsWith('-----') ? text : Buffer.from(text, 'base64')).raw
  } catch {
    return undefined
  }
}

/** Read out over another way, and typed: nobody confirms what only this page has said. */
const endsAs = ({ signer }: ShownChange, ending: string) => signer !== undefined && signer.fingerprint.replaceAll(':', '').endsWith(ending.replaceAll(/[\s:]/g, '').toUpperCase()) && ending.replaceAll(/[\s:]/g, '').length === read
