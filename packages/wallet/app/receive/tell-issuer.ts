/**
 * What became of what an issuer gave (OpenID4VCI 1.0 section 11): kept, thrown away, or of no use. What nobody holds can then be taken back, instead of lying
 * valid in nobody's hands. Nobody waits for it and nothing depends on it: where it does not arrive, the credentials end by their time.
 */
import { Refused } from '../json.ts'
import { isLater } from './ask-credentials.ts'
import type { Ask } from './fetch-copies.ts'
import type { Conversation } from './open-conversation.ts'
import type { IssuerMetadata } from './read-issuer.ts'

export type Fate = 'credential_accepted' | 'credential_deleted' | 'credential_failure'

/** What is said at a time: of a card in two forms, with what is left of some refills, it is a few. */
const most = 20

/** What answers can be told of. */
export const notificationsOf = (asks: readonly Ask[]): string[] => asks.flatMap(({ answer }) => (isLater(answer) ? [] : answer.notification ?? []))

export async function tellIssuer(conversation: Conversation, { notificationEndpoint }: Pick<IssuerMetadata, 'notificationEndpoint'>, notifications: readonly string[], event: Fate): Promise<void> {
  if (notificationEndpoint === undefined) return
  for (const notification of notifications.slice(0, most)) {
    try {
      await conversation.ask(notificationEndpoint, { notification_id: notification, event })
    } catch (cause) {
      if (!(cause instanceof Refused)) throw cause
    }
  }
}
