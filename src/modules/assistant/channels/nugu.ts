/**
 * A NUGU play's backend proxy, version 2.0 (developers.nugu.co.kr): one POST an action, the words as a parameter, the answer as
 * output for the play's template. Whoever speaks is known by the session alone, or by the token of the account that is linked in
 * NUGU's app; the operator's key stands in the header `Authorization`. There are no cards: that an account is to be linked is said.
 */
import type { Linking } from '../../../kernel/config/read-conversations.ts'
import type { Channel } from './channel.ts'
import { at, demandKey, readObject, textAt } from './read-webhook.ts'
import { shorten } from './shorten.ts'
import { spoken } from './spoken.ts'

/** Characters that a speaker says in about three minutes: nobody listens longer. */
const longest = 1_000

export function nuguChannel({ key, linking }: { key: string; linking?: Pick<Linking, 'client'> }): Channel {
  return {
    name: 'nugu', voice: true, client: linking?.client,
    async read(webhook) {
      demandKey(webhook, 'authorization', key)
      const body = readObject(webhook)
      const words = at(body, 'action', 'parameters', 'QUESTION', 'value')
      const session = textAt(body, 'context', 'session', 'id')
      const token = at(body, 'context', 'session', 'accessToken')
      const output = (answer: string) => ({ version: '2.0', resultCode: 'OK', output: { answer }, directives: [] })
      if (typeof words !== 'string' || words === '') return { reply: output('') }
      return { message: { sender: session, ...(typeof token === 'string' && token !== '' ? { token } : {}), id: null, text: words, language: 'ko' }, answer: (saying) => output(shorten(spoken(saying), longest, saying.language.html)) }
    },
  }
}
