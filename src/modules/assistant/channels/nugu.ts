/**
 * A NUGU play's backend proxy, version 2.0 (developers.nugu.co.kr): one POST an action, the words as a parameter, the answer as
 * output for the play's template. Whoever speaks is known by the session alone.
 */
import type { Channel } from './channel.ts'
import { at, demandKey, readObject, textAt } from './read-webhook.ts'
import { spoken } from './spoken.ts'

export function nuguChannel({ key }: { key: string }): Channel {
  return {
    name: 'nugu', voice: true,
    async read(webhook) {
      demandKey(webhook, 'authorization', key)
      const body = readObject(webhook)
      const words = at(body, 'action', 'parameters', 'QUESTION', 'value')
      const session = textAt(body, 'context', 'session', 'id')
      const output = (answer: string) => ({ version: '2.0', resultCode: 'OK', output: { answer }, directives: [] })
      if (typeof words !== 'string' || words === '') return { reply: output('') }
      return { message: { sender: session, id: null, text: words, language: 'ko' }, answer: (saying) => output(spoken(saying)) }
    },
  }
}
