/** The ways in of the operator's file. An answer by letter needs the way out of the same name. */
import type { ConversationSettings } from '../../../kernel/config/read-conversations.ts'
import type { Channels as WaysOut } from '../../notices/index.ts'
import { alexaChannel, type AlexaSettings } from './alexa.ts'
import type { Channel } from './channel.ts'
import { emailChannel } from './email.ts'
import { kakaoChannel, type KakaoSettings } from './kakao.ts'
import { nuguChannel } from './nugu.ts'
import { smsChannel } from './sms.ts'
import { telegramChannel } from './telegram.ts'

/** What tests replace: where certificates come from, where late answers go. */
export interface Surroundings { alexa?: Pick<AlexaSettings, 'certificates'>; kakao?: Omit<KakaoSettings, 'key'> }

export function openConversations({ kakao, telegram, nugu, alexa, email, sms }: ConversationSettings, out: WaysOut, around: Surroundings = {}): Channel[] {
  return [
    ...(kakao ? [kakaoChannel({ ...kakao, ...around.kakao })] : []),
    ...(telegram ? [telegramChannel(telegram)] : []),
    ...(nugu ? [nuguChannel(nugu)] : []),
    ...(alexa ? [alexaChannel({ ...alexa, ...around.alexa })] : []),
    ...(email && out.email ? [emailChannel(email, out.email)] : []),
    ...(sms && out.sms ? [smsChannel(sms, out.sms)] : []),
  ]
}
