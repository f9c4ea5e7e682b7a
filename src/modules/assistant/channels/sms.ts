/** Short messages, through a gateway of the operator's: `{"id","from","text"}` comes in, the answer goes out as notices do. */
import type { Channel as WayOut } from '../../notices/index.ts'
import { asText, type Channel, type Saying, wholeAt } from './channel.ts'
import { letterOf } from './letter-of.ts'
import { demandKey, readObject, textAt } from './read-webhook.ts'

/** Characters of one answer; the rest stands behind its link. A gateway sends the subject and the link of a message. */
const longest = 400

export function smsChannel({ key }: { key: string }, out: WayOut): Channel {
  return {
    name: 'sms', voice: false,
    async read(webhook) {
      demandKey(webhook, 'x-maru-key', key)
      const body = readObject(webhook)
      const from = textAt(body, 'from')
      if (!out.accepts(from)) return { reply: {} }
      return {
        message: { sender: from, id: textAt(body, 'id'), text: textAt(body, 'text'), language: undefined },
        async answer(saying: Saying) {
          const [whole, rest] = [asText({ ...saying, links: [] }), wholeAt(saying)]
          const cut = whole.length > longest && rest !== undefined
          await out.send(letterOf(cut ? { ...saying, links: [rest] } : saying, from, asText({ ...saying, links: [] }, longest)))
          return {}
        },
      }
    },
  }
}
