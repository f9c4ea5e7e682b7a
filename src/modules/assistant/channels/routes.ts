/** Requests of the channels, and the page on which a person connects a conversation with themselves. */
import Type from 'typebox'
import { SeeOther } from '../../../kernel/http/answers.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { assistantFaults } from '../contract.ts'
import type { AssistantRoutes } from '../routes.ts'
import type { Channel } from './channel.ts'
import { channelsPage } from '../pages/channels-page.tsx'
import { tellOwnMatters } from './tell-own-matters.ts'

export function channelRoutes(http: Http<View>, routes: AssistantRoutes, channels: readonly Channel[]) {
  const { assistant, origin } = routes
  const handle = assistant.converse(tellOwnMatters(routes, origin))
  for (const channel of channels) http.webhook(`/channels/${channel.name}`, (request, body) => handle(channel, { headers: request.headers, body }))

  const open = channels.map(({ name }) => name)
  http.page('/ask/channels', { who: 'resident' }, async ({ principal, view }) => channelsPage(view, { open, links: await assistant.links.list(principal.person) }))

  http.form('/ask/channels', { who: 'resident', body: strict({ code: Type.String({ maxLength: 40 }), pin: Type.Optional(Type.String({ maxLength: 40 })) }) }, async ({ body, principal, view }) => {
    try {
      await assistant.links.connect(principal.person, body.code, body.pin ?? '')
    } catch (cause) {
      if (!(cause instanceof Fault) || (cause.code !== assistantFaults.codeWrong.code && cause.code !== assistantFaults.pinMissing.code)) throw cause
      const field = cause.pointer === '/pin' ? 'pin' : 'code'
      return channelsPage(view, { open, links: await assistant.links.list(principal.person), typed: body, errors: [{ field, text: view.t(cause.textKey) }] })
    }
    return new SeeOther('/ask/channels')
  })

  http.form('/ask/channels/:link/end', { who: 'resident', params: strict({ link: Uuid }), body: strict({}) }, async ({ params, principal }) => {
    await assistant.links.end(principal.person, params.link)
    return new SeeOther('/ask/channels')
  })
}
