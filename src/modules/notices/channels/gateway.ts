/**
 * SMS, messengers and printed letters go through the operator's gateway: one small HTTP contract that an adapter for any
 * provider answers. `PUT {url}/messages/{identity}` takes the message over (200, 201, 202); the same identity again is the same message.
 * Whoever prints is given the letters themselves, as tagged PDF in base64 (RFC 4648).
 */
import { type Channel, Refused } from './channel.ts'

export interface GatewaySettings {
  url: string
  token: string
  kind: 'sms' | 'messenger' | 'letter'
}

/** An SMS of 70 signs (GSM 03.38 with UCS-2) has room for the subject and the way to the portal. */
const usable = {
  sms: /^\+?[0-9][0-9 -]{6,18}[0-9]$/,
  messenger: /^[\w.@+-]{3,100}$/,
  letter: /^(?=[^]*\p{L})[^<>]{10,300}$/u,
}

export function gatewayChannel({ url, token, kind }: GatewaySettings): Channel {
  return {
    accepts: (address) => usable[kind].test(address),
    async send({ identity, address, letter }) {
      const { subject, paragraphs, link, linkText, foot, language, papers } = letter
      const answer = await fetch(`${url.replace(/\/$/, '')}/messages/${identity}`, {
        method: 'PUT', redirect: 'error', signal: AbortSignal.timeout(10_000),
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ kind, to: address, language: language.html, subject, ...(kind === 'sms' ? { link } : { paragraphs, link, linkText, foot }), ...(kind === 'letter' ? { papers: papers.map(({ name, pdf }) => ({ name, type: 'application/pdf', base64: pdf.toString('base64') })) } : {}) }),
      })
      await answer.body?.cancel()
      if (answer.ok) return
      // 404 and 422 speak of this recipient; everything else is the gateway's own trouble, and passes.
      if (answer.status === 404 || answer.status === 422) throw new Refused('no-such-address')
      if (answer.status === 410) throw new Refused('gone')
      throw new Error(`the ${kind} gateway answered ${answer.status}`)
    },
    close: () => undefined,
  }
}
