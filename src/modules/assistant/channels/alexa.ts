/** An Alexa skill (developer.amazon.com, custom skills): signed requests, an intent with the words as a slot, speech as SSML. */
import { Fault } from '../../../kernel/faults/faults.ts'
import { escapeText } from '../../../web/escape-text.ts'
import { assistantFaults } from '../contract.ts'
import { type AlexaCertificates, demandSignature } from './alexa-signature.ts'
import type { Linking } from '../../../kernel/config/read-conversations.ts'
import type { Channel, Saying } from './channel.ts'
import { at, readObject, textAt } from './read-webhook.ts'
import { spoken } from './spoken.ts'

export interface AlexaSettings {
  /** `amzn1.ask.skill.…`: requests to another skill are none of ours. */
  skill: string
  linking?: Pick<Linking, 'client'>
  certificates?: AlexaCertificates
}

/** Milliseconds, as Amazon asks of every skill. */
const freshness = 150_000

export function alexaChannel({ skill, linking, certificates }: AlexaSettings): Channel {
  return {
    name: 'alexa', voice: true, client: linking?.client,
    async read(webhook) {
      await demandSignature(webhook, certificates)
      const body = readObject(webhook)
      const request = at(body, 'request')
      const sent = Date.parse(textAt(body, 'request', 'timestamp'))
      const own = at(body, 'session', 'application', 'applicationId') ?? at(body, 'context', 'System', 'application', 'applicationId')
      if (own !== skill || !(Math.abs(Date.now() - sent) <= freshness)) throw new Fault(assistantFaults.forged)
      const language = textAt(body, 'request', 'locale')
      const intent = at(request, 'intent', 'name')
      const token = at(body, 'context', 'System', 'user', 'accessToken') ?? at(body, 'session', 'user', 'accessToken')
      const words = at(request, 'intent', 'slots', 'question', 'value')
      if (at(request, 'type') === 'SessionEndedRequest') return { reply: { version: '1.0', response: {} } }
      if (intent === 'AMAZON.StopIntent' || intent === 'AMAZON.CancelIntent') return { reply: { version: '1.0', response: { shouldEndSession: true } } }
      return {
        message: {
          sender: textAt(body, 'session', 'user', 'userId'), ...(typeof token === 'string' && token !== '' ? { token } : {}), id: textAt(body, 'request', 'requestId'), language,
          // Opened without a question: the same as a greeting.
          text: typeof words === 'string' && words !== '' ? words : 'hello',
        },
        answer: speech,
      }
    },
  }
}

const speech = (saying: Saying) => ({
  version: '1.0',
  response: {
    outputSpeech: { type: 'SSML', ssml: `<speak>${escapeText(spoken(saying))}</speak>` }, ...(saying.linkAccount === true ? { card: { type: 'LinkAccount' } } : {}),
    shouldEndSession: false,
  },
})
