/** Web push (RFC 8030), encrypted for the browser (RFC 8291) and signed by the platform (RFC 8292), by web-push. */
import webPush from 'web-push'
import { type Channel, Refused } from './channel.ts'

export interface PushSettings {
  /** Who answers for the pushing: `mailto:` or `https:` */
  subject: string
  publicKey: string
  privateKey: string
  /** Origins that subscriptions may name: a push service is told who calls, and nobody else is ever called. */
  services: readonly string[]
}

interface Subscription { endpoint: string; keys: { p256dh: string; auth: string } }

/** What shows on a locked screen tells nothing of the person: the subject, and where to read on. */
export function pushChannel({ subject, publicKey, privateKey, services }: PushSettings): Channel {
  return {
    accepts: (address) => subscriptionOf(address, services) !== undefined,
    async send({ identity, address, letter }) {
      const subscription = subscriptionOf(address, services)
      if (!subscription) throw new Refused('no-such-address')
      const payload = JSON.stringify({ title: letter.subject, url: letter.link, tag: identity, lang: letter.language.html, dir: letter.language.dir })
      try {
        await webPush.sendNotification(subscription, payload, { vapidDetails: { subject, publicKey, privateKey }, TTL: 86_400, topic: identity.replaceAll('-', ''), timeout: 10_000 })
      } catch (cause) {
        const { statusCode } = cause as { statusCode?: number }
        // RFC 8030 section 7.3: 404 and 410 say that the subscription has ended.
        if (statusCode === 404 || statusCode === 410) throw new Refused('gone', cause)
        throw cause
      }
    },
    close: () => undefined,
  }
}

/** @param address the JSON of a PushSubscription (W3C Push API), as the browser gives it */
function subscriptionOf(address: string, services: readonly string[]): Subscription | undefined {
  try {
    const { endpoint, keys } = JSON.parse(address) as Partial<Subscription>
    if (!endpoint || !keys?.p256dh || !keys.auth) return undefined
    const { origin } = new URL(endpoint)
    const known = services.some((service) => service === origin || (service.startsWith('https://*.') && origin.startsWith('https://') && origin.endsWith(service.slice('https://*'.length))))
    return known ? { endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } } : undefined
  } catch {
    return undefined
  }
}
