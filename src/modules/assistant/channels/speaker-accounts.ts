/**
 * Speakers whose service is a client of the authorization server (Alexa's account linking, NUGU's OAuth 2.0): what it may ask for,
 * and whose its token is. The token is looked up with each request, so that what the person has ended is nobody's with the next one.
 */
import type { ConversationSettings } from '../../../kernel/config/read-conversations.ts'
import type { Client } from '../../../kernel/config/read-clients.ts'
import type { Text } from '../../../kernel/schema/schema.ts'
import { AccessRefused, type Authorization } from '../../identity/index.ts'
import type { Channel } from './channel.ts'

export const speakerPath = '/channels'
export const speakerScope = 'conversations.link'
/** Seconds that a token is good for; the service gets the next one without the person. */
export const speakerTokenSeconds = 900

/** Whose request it is, and how that is ended from there. */
export interface Account { person: string; end(): Promise<void> }

/** @returns undefined for a token that is none here any more */
export type AccountOf = (channel: Channel, token: string) => Promise<Account | undefined>

/** @param inAll text of a key, by language */
export function speakerClients({ nugu, alexa }: ConversationSettings, inAll: (key: string) => Text): Client[] {
  return ([['nugu', nugu?.linking], ['alexa', alexa?.linking]] as const).flatMap(([name, linking]) => (linking
    ? [{ id: linking.client, kind: 'speaker' as const, name: inAll(`assistant.channels.name.${name}`), redirectUris: linking.redirectUris, secret: { text: linking.secret, sentIn: linking.secretIn }, scope: speakerScope }]
    : []))
}

/** @param origin by which the request reached the platform */
export function accountsAt(authorization: Pick<Authorization, 'bearer' | 'consents'>, origin: string): AccountOf {
  return async ({ client }, token) => {
    try {
      const access = await authorization.bearer.check(`Bearer ${token}`, `${origin}${speakerPath}`)
      // One service's token is no use to another.
      if (access.client !== client || !access.scopes.has(speakerScope)) return undefined
      return { person: access.person, end: () => authorization.consents.end(access.person, access.client) }
    } catch (cause) {
      if (cause instanceof AccessRefused) return undefined
      throw cause
    }
  }
}
