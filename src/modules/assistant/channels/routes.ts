/** Requests of the channels, and the page on which a person connects a conversation with themselves. */
import Type from 'typebox'
import { SeeOther } from '../../../kernel/http/answers.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { assistantFaults } from '../contract.ts'
import type { AssistantRoutes } from '../routes.ts'
import type { Channel } from './channel.ts'
import { type ChannelsPage, channelsPage } from '../pages/channels-page.tsx'
import { accountsAt, speakerPath, speakerScope, speakerTokenSeconds } from './speaker-accounts.ts'
import { tellOwnMatters } from './tell-own-matters.ts'

export function channelRoutes(http: Http<View>, routes: AssistantRoutes, channels: readonly Channel[]) {
  const { assistant, origin } = routes
  const handle = assistant.converse(tellOwnMatters({ ...routes, credentials: routes.programs.credentials, today: routes.programs.today }, origin))
  const { programs: { authorization, languages }, wordingIn } = routes
  for (const channel of channels) http.webhook(`${speakerPath}/${channel.name}`, (request, body) => handle(channel, { headers: request.headers, body }, accountsAt(authorization, authorization.originOf(request))))
  const speakers = channels.filter(({ client }) => client !== undefined)
  if (speakers.length > 0) {
    const meaning = Object.fromEntries(languages.map(({ tag }) => [tag, wordingIn(tag).t(`assistant.scope.${speakerScope}`)]))
    authorization.resources.add({ path: speakerPath, tokenSeconds: speakerTokenSeconds, scopes: [{ name: speakerScope, meaning }] })
  }

  /** Speakers that are linked now, and whether each has its PIN. */
  const linked = async (person: string) => {
    const [consents, withPin] = await Promise.all([authorization.consents.list(person), assistant.links.withPin(person)])
    return speakers.flatMap(({ name, client }) => consents.filter((consent) => consent.client === client && consent.ended === null).map(({ since }) => ({ channel: name, since, hasPin: withPin.includes(name) })))
  }
  const page = async (view: View, person: string, typed: Partial<ChannelsPage> = {}) => channelsPage(view, { open, links: await assistant.links.list(person), speakers: await linked(person), ...typed })

  const open = channels.map(({ name }) => name)
  http.page('/ask/channels', { who: 'resident' }, ({ principal, view }) => page(view, principal.person))

  http.form('/ask/channels', { who: 'resident', body: strict({ code: Type.String({ maxLength: 40 }), pin: Type.Optional(Type.String({ maxLength: 40 })) }) }, async ({ body, principal, view }) => {
    try {
      await assistant.links.connect(principal.person, body.code, body.pin ?? '')
    } catch (cause) {
      if (!(cause instanceof Fault) || (cause.code !== assistantFaults.codeWrong.code && cause.code !== assistantFaults.pinMissing.code)) throw cause
      const field = cause.pointer === '/pin' ? 'pin' : 'code'
      return page(view, principal.person, { typed: body, errors: [{ field, text: view.t(cause.textKey) }] })
    }
    return new SeeOther('/ask/channels')
  })

  http.form('/ask/channels/:link/end', { who: 'resident', params: strict({ link: Uuid }), body: strict({}) }, async ({ params, principal }) => {
    await assistant.links.end(principal.person, params.link)
    return new SeeOther('/ask/channels')
  })

  const speaker = strict({ channel: Type.Union([Type.Literal('nugu'), Type.Literal('alexa')]) })
  http.form('/ask/channels/speaker/:channel/pin', { who: 'resident', params: speaker, body: strict({ pin: Type.String({ maxLength: 40 }) }) }, async ({ params: { channel }, body: { pin }, principal: { person }, view }) => {
    if (!(await linked(person)).some((one) => one.channel === channel)) throw new Fault(kernelFaults.notFound)
    try {
      await assistant.links.keepPin(channel, person, pin)
    } catch (cause) {
      if (!(cause instanceof Fault) || cause.code !== assistantFaults.pinMissing.code) throw cause
      return page(view, person, { errors: [{ field: `pin-${channel}`, text: view.t(cause.textKey) }] })
    }
    return new SeeOther('/ask/channels')
  })

  http.form('/ask/channels/speaker/:channel/end', { who: 'resident', params: speaker, body: strict({}) }, async ({ params: { channel }, principal: { person } }) => {
    const client = speakers.find(({ name }) => name === channel)?.client
    if (client === undefined) throw new Fault(kernelFaults.notFound)
    await authorization.consents.end(person, client)
    await assistant.links.endAccount(channel, person)
    return new SeeOther('/ask/channels')
  })
}
