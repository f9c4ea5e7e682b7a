/** An Alexa skill (developer.amazon.com, custom skills): signed requests, an intent with the words as a slot, speech as SSML. */
import { Fault } from '../../../kernel/faults/faults.ts'
import { escapeText } from '../../../web/escape-text.ts'
import { assistantFaults } from '../contract.ts'
import { type AlexaCertificates, demandSignature } from './alexa-signature.ts'
import type { Linking } from '../../../kernel/config/read-conversations.ts'
import { asText, type Channel, type Saying, wholeAt } from './channel.ts'
import { at, readObject, textAt } from './read-webhook.ts'
import { shorten } from './shorten.ts'
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

/** Of one answer, in characters (developer.amazon.com, "Response Format"): of the speech with its marks, of a card; together below 120 KB. */
const limits = { speech: 8_000, card: 8_000 }
const around = '<speak></speak>'

/** As marks count, too, a text that holds many is shortened further. */
function ssml(text: string, language: string): string {
  let most = limits.speech - around.length
  let marked = escapeText(shorten(text, most, language))
  for (; marked.length > limits.speech - around.length; marked = escapeText(shorten(text, most, language))) most = Math.floor(most * 0.8)
  return `<speak>${marked}</speak>`
}

/** What is not said aloud is shown in the app; what is a person's own is written nowhere. */
function cardOf(saying: Saying) {
  if (saying.linkAccount === true) return { card: { type: 'LinkAccount' } }
  const whole = wholeAt(saying)
  if (saying.own === true || whole === undefined || saying.paragraphs.length === 0) return {}
  return { card: { type: 'Simple', title: whole.title, content: asText({ ...saying, links: [whole] }, limits.card) } }
}

const speech = (saying: Saying) => ({
  version: '1.0',
  response: {
    outputSpeech: { type: 'SSML', ssml: ssml(spoken(saying), saying.language.html) }, ...cardOf(saying), shouldEndSession: false,
  },
})
