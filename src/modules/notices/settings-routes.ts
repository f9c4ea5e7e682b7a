/** How a person hears from the state: channels, times, and what never again. */
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { SeeOther } from '../../kernel/http/answers.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import type { Http } from '../../kernel/http/http.ts'
import { strict, Uuid } from '../../kernel/schema/schema.ts'
import type { View } from '../../web/view.ts'
import { channelNames, kinds } from './contract.ts'
import type { Notices } from './index.ts'
import { settingsPage, type SettingsPage } from './pages/settings-page.tsx'

export interface SettingsOptions {
  /** Counts what sends a code, or guesses one, against the limits of whoever asks. */
  limitAttempts(request: FastifyRequest): Promise<void>
}

const path = '/my/inbox/settings'
const one = strict({ id: Uuid })
const hours = Array.from({ length: 24 }, (_, hour) => `${String(hour).padStart(2, '0')}:00`)
const Hour = Type.Union(['', ...hours].map((hour) => Type.Literal(hour)))
const Channel = Type.Union(channelNames.map((name) => Type.Literal(name)))
const Kind = Type.Union(kinds.map((kind) => Type.Literal(kind)))

const SettingsForm = strict({
  language: Type.String({ maxLength: 40 }), frequency: Type.Union([Type.Literal('at-once'), Type.Literal('daily')]), quietFrom: Hour, quietUntil: Hour,
  wanted: Type.Optional(Type.Array(Kind)),
})

export function settingsRoutes(http: Http<View>, notices: Notices, { limitAttempts }: SettingsOptions) {
  const show = async (view: View, person: string, more: Partial<SettingsPage> = {}) => settingsPage(view, {
    preference: await notices.preference(person, view.language.tag), contacts: await notices.contacts(person), channels: notices.channels, kinds: notices.kinds, hours, ...more,
  })
  /** What a person can put right stands at its field; everything else is a fault like any other. */
  const orErrors = async (view: View, person: string, field: (pointer: string) => string, act: () => Promise<unknown>, more: Partial<SettingsPage> = {}) => {
    try {
      await act()
      return new SeeOther(path)
    } catch (cause) {
      if (!(cause instanceof Fault) || cause.pointer === undefined) throw cause
      return show(view, person, { ...more, errors: [{ field: field(cause.pointer.slice(1)), text: view.t(cause.textKey, cause.values) }] })
    }
  }

  http.page(path, { who: 'resident', query: strict({ saved: Type.Optional(Type.Literal('1')) }) }, ({ principal, query, view }) => show(view, principal.person, { saved: query.saved === '1' }))

  http.form(path, { who: 'resident', body: SettingsForm }, async ({ body, principal, view }) => {
    const { language, frequency, quietFrom, quietUntil, wanted = [] } = body
    if ((quietFrom === '') !== (quietUntil === '')) {
      return show(view, principal.person, { errors: [{ field: quietFrom === '' ? 'quietFrom' : 'quietUntil', text: view.t('notices.settings.quiet-both') }] })
    }
    await notices.savePreference(principal.person, {
      language: view.pack.languages.some(({ tag }) => tag === language) ? language : view.language.tag, frequency,
      quiet: quietFrom === '' ? undefined : { from: quietFrom, until: quietUntil }, muted: kinds.filter((kind) => !(wanted as string[]).includes(kind)),
    })
    return new SeeOther(`${path}?saved=1`)
  })

  http.form(`${path}/contacts`, { who: 'resident', body: strict({ channel: Channel, address: Type.String({ maxLength: 2_000 }) }) }, async ({ body, principal, view, request }) => {
    await limitAttempts(request)
    const typed = { channel: body.channel, address: body.address.trim() }
    return orErrors(view, principal.person, (name) => name, () => notices.addContact(view, principal.person, typed.channel, typed.address), { typed })
  })

  http.form(`${path}/contacts/:id/confirm`, { who: 'resident', params: one, body: strict({ code: Type.String({ maxLength: 40 }) }) }, async ({ params, body, principal, view, request }) => {
    await limitAttempts(request)
    return orErrors(view, principal.person, (name) => `${name}-${params.id}`, () => notices.confirmContact(principal.person, params.id, body.code))
  })

  http.form(`${path}/contacts/:id/first`, { who: 'resident', params: one, body: strict({}) }, async ({ params, principal }) => {
    await notices.preferContact(principal.person, params.id)
    return new SeeOther(path)
  })

  http.form(`${path}/contacts/:id/remove`, { who: 'resident', params: one, body: strict({}) }, async ({ params, principal }) => {
    await notices.removeContact(principal.person, params.id)
    return new SeeOther(path)
  })
}
