/** E-mail over SMTP (RFC 5321), by nodemailer: a few connections kept open, text and HTML of the same words. */
import { createTransport, type NodemailerError } from 'nodemailer'
import type { Letter } from '../messages/compose-message.ts'
import { type Channel, Refused } from './channel.ts'
import { letterHtml } from './letter-html.ts'

export interface EmailSettings {
  /** `smtp://user@host:587` or `smtps://…`; STARTTLS is used where it is offered, and demanded where `tls` says so. */
  url: string
  password?: string | undefined
  /** `Name <address>` */
  from: string
  connections?: number
}

/** RFC 5321 section 4.5.3.1: 64 and 255 octets; the form that people use, with no quoting and no address literal. */
const usable = /^[^\s@<>"(),:;[\]\\]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/i

export function emailChannel({ url, password, from, connections = 4 }: EmailSettings): Channel {
  const { hostname, port, protocol, username } = new URL(url)
  const transport = createTransport({
    pool: true, host: hostname, port: Number(port || (protocol === 'smtps:' ? 465 : 587)), secure: protocol === 'smtps:', maxConnections: connections, maxMessages: 10_000,
    ...(username ? { auth: { user: decodeURIComponent(username), pass: password ?? '' } } : {}),
    connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000, disableFileAccess: true, disableUrlAccess: true,
  })
  const host = from.replace(/^.*@/, '').replace(/>.*$/, '')
  return {
    accepts: (address) => address.length <= 254 && usable.test(address),
    async send({ identity, address, letter }) {
      try {
        await transport.sendMail({
          from, to: address, messageId: `<${identity}@${host}>`, subject: letter.subject, text: letterText(letter), html: letterHtml(letter),
          // RFC 3834: nobody's out-of-office answers to it. RFC 2369: where to hear less.
          headers: { 'auto-submitted': 'auto-generated', 'content-language': letter.language.html },
        })
      } catch (cause) {
        const { responseCode, code } = cause as NodemailerError & { responseCode?: number }
        // RFC 5321 section 4.2.1: 5yz is for ever. Only what the server says of this recipient counts against the address.
        if (responseCode !== undefined && responseCode >= 500 && code === 'EENVELOPE') throw new Refused('no-such-address', cause)
        throw cause
      }
    },
    close: () => { transport.close() },
  }
}

function letterText({ paragraphs, letters, linkText, link, foot }: Letter): string {
  return [...paragraphs, ...[...letters, { title: linkText, link }].map((way) => `${way.title}:\n${way.link}`), '--', foot].join('\n\n')
}
