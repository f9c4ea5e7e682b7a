/** The agency's desk for its machines. */
import Type from 'typebox'
import { SeeOther } from '../../../kernel/http/answers.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import { deviceKinds, type Identity } from '../../identity/index.ts'
import type { Issuer } from '../issue/issuer.ts'
import { credentialEnd, hasDevices } from './device-api.ts'
import { codePage } from './pages/code-page.tsx'
import { type DevicesPage, devicesPage } from './pages/devices-page.tsx'

const path = '/console/devices'
const line = Type.Optional(Type.String({ maxLength: 80 }))
const Typed = strict({ kind: line, name: line, place: line, scopes: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 20 })) })

export function deviceRoutes(http: Http<View>, issuer: Issuer, { devices }: Pick<Identity, 'devices'>) {
  const { authorization } = issuer
  const params = strict({ id: Uuid })
  const pageOf = async (view: View, { agency }: Official): Promise<DevicesPage> => {
    if (!hasDevices(view)) throw new Fault(kernelFaults.notFound)
    const rows = await devices.list(agency)
    return { scopes: authorization.resources.ofDevices('chosen'), devices: await Promise.all(rows.map(async (row) => ({ ...row, credentialEndsAt: await credentialEnd(issuer, row.id) }))) }
  }

  http.page(path, { who: 'administrator' }, async ({ principal, view }) => devicesPage(view, await pageOf(view, principal)))

  http.form(path, { who: 'administrator', body: Typed }, async ({ body, principal, request, view }) => {
    const page = await pageOf(view, principal)
    const typed = { kind: body.kind ?? '', name: (body.name ?? '').trim(), place: (body.place ?? '').trim(), scopes: body.scopes ?? [] }
    const kind = deviceKinds.find((one) => one === typed.kind)
    const errors: FormError[] = [
      ...(kind ? [] : [{ field: 'kind', text: view.t('devices.kind-missing') }]),
      ...(['name', 'place'] as const).flatMap((field) => (typed[field] === '' ? [{ field, text: view.t(`devices.${field}-missing`) }] : [])),
    ]
    if (!kind || errors.length > 0) return devicesPage(view, { ...page, typed, errors })
    const id = await devices.register(principal, { ...typed, kind, scopes: typed.scopes.filter((scope) => page.scopes.some(({ name }) => name === scope)) })
    return codePage(view, { device: await devices.beginEnrolment(principal, id), offer: await issuer.offerDevice(authorization.originOf(request), id) })
  })

  http.form(`${path}/:id/code`, { who: 'administrator', params, body: strict({}) }, async ({ params: { id }, principal, request, view }) =>
    codePage(view, { device: await devices.beginEnrolment(principal, id), offer: await issuer.offerDevice(authorization.originOf(request), id) }))

  for (const act of ['hold', 'release', 'end'] as const) {
    http.form(`${path}/:id/${act}`, { who: 'administrator', params, body: strict({}) }, async ({ params: { id }, principal }) => {
      await devices[act](principal, id)
      return new SeeOther(path)
    })
  }
}
