/** The channels of the operator's file. A key or password stands in a file of its own. */
import type { ChannelSettings } from '../../../kernel/config/read-channels.ts'
import type { Channels } from './channel.ts'
import { emailChannel } from './email.ts'
import { gatewayChannel } from './gateway.ts'
import { pushChannel } from './push.ts'

export function openChannels({ email, push, sms, messenger, letter }: ChannelSettings): Channels {
  return {
    ...(email ? { email: emailChannel(email) } : {}),
    ...(push ? { push: pushChannel(push) } : {}),
    ...(sms ? { sms: gatewayChannel({ ...sms, kind: 'sms' }) } : {}),
    ...(messenger ? { messenger: gatewayChannel({ ...messenger, kind: 'messenger' }) } : {}),
    ...(letter ? { letter: gatewayChannel({ ...letter, kind: 'letter' }) } : {}),
  }
}
