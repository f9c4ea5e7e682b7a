/**
 * E-mail (RFC 5322), handed over as it came by the mail server's pipe with the operator's key. The answer goes out over the same
 * SMTP as notices. A sender's address can be written by anybody: it never stands for a person.
 */
import PostalMime from 'postal-mime'
import type { Channel as WayOut } from '../../notices/index.ts'
import type { Channel, Message, Ping, Saying } from './channel.ts'
import { demandKey } from './read-webhook.ts'
import { letterOf } from './letter-of.ts'

export function emailChannel({ key }: { key: string }, out: WayOut): Channel {
  return {
    name: 'email', voice: false,
    async read(webhook): Promise<Ping | Message> {
      demandKey(webhook, 'x-maru-key', key)
      const mail = await PostalMime.parse(webhook.body)
      const header = (name: string) => mail.headers.find((one) => one.key === name)?.value
      const from = mail.from?.address
      // Programs that answer programs never end (RFC 3834).
      const byProgram = (header('auto-submitted') ?? 'no').toLowerCase() !== 'no' || header('list-id') !== undefined || /^(bulk|junk|list)$/i.test(header('precedence') ?? '')
      if (from === undefined || from === '' || byProgram || !out.accepts(from)) return { reply: {} }
      return {
        message: { sender: from.toLowerCase(), id: mail.messageId ?? null, text: ownWords(mail.text ?? ''), language: header('content-language') },
        answer: (saying: Saying) => out.send(letterOf(saying, from, answerTo(mail.subject ?? ''))).then(() => ({})),
      }
    },
  }
}

const answerTo = (subject: string) => (/^re:/i.test(subject) ? subject : `Re: ${subject}`).replaceAll(/[\r\n]+/g, ' ').trim().slice(0, 150)

/** Without what is quoted from the letter before, and without a signature (RFC 3676, 4.3 and 4.5). */
function ownWords(text: string): string {
  const lines = text.split(/\r?\n/)
  const end = lines.findIndex((line) => line === '-- ' || /^-{3,}.*(original|원본|gốc).*-{3,}$/i.test(line) || /^(On|Le|Vào) .*(wrote|a écrit|đã viết) ?:$/.test(line))
  return (end === -1 ? lines : lines.slice(0, end)).filter((line) => !line.startsWith('>')).join('\n').trim()
}
