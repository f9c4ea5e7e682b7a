/** The channels on which people may ask, from the operator's file: a key for each, in a file of its own. */
import { isSafeAddress } from './read-json-file.ts'

/** @property key what the channel sends with every message, so that nobody else can */
export interface ConversationSettings {
  kakao?: { key: string }
  telegram?: { key: string }
  nugu?: { key: string; linking?: Linking }
  alexa?: { skill: string; linking?: Linking }
  email?: { key: string }
  sms?: { key: string }
}

/** How a speaker's service comes to act for a person: as a client of the authorization server (account linking). */
export interface Linking {
  client: string
  secret: string
  /** Where it takes its codes, as its console names them. */
  redirectUris: string[]
  /** Where in a request for a token its secret stands. */
  secretIn: 'header' | 'body'
}

const keyed = ['kakao', 'telegram', 'nugu', 'email', 'sms'] as const

/** @param secret reads the file of that name; @param fault takes a pointer below the entry and a sentence */
export function readConversations(entry: unknown, secret: (at: string, name: unknown) => string, fault: (at: string, sentence: string) => void): ConversationSettings {
  const found: ConversationSettings = {}
  for (const [name, value] of Object.entries((entry ?? {}) as Record<string, unknown>)) {
    const settings = (value ?? {}) as Record<string, unknown>
    const linking = settings['linking'] === undefined ? {} : { linking: readLinking(`${name}/linking`, settings['linking'], secret, fault) }
    if ('linking' in linking && name !== 'nugu' && name !== 'alexa') fault(`${name}/linking`, 'is for speakers alone: nugu and alexa.')
    const known = keyed.find((one) => one === name)
    if (known) found[known] = { key: secret(`${name}/keyFile`, settings['keyFile']), ...linking }
    else if (name === 'alexa') {
      const { skill } = settings
      if (typeof skill === 'string' && skill.startsWith('amzn1.ask.skill.')) found.alexa = { skill, ...linking }
      else fault('alexa/skill', 'give the id of the skill, amzn1.ask.skill.….')
    } else fault(name, `is no channel to ask on. There are ${keyed.join(', ')} and alexa.`)
  }
  return found
}

function readLinking(at: string, entry: unknown, secret: (at: string, name: unknown) => string, fault: (at: string, sentence: string) => void): Linking {
  const { client, secretFile, redirectUris, secretIn = 'header' } = (entry ?? {}) as Record<string, unknown>
  if (typeof client !== 'string' || !/^[\w.-]{1,100}$/.test(client)) fault(`${at}/client`, 'give the id that the service uses for this platform, of letters, digits, dots and hyphens.')
  if (!Array.isArray(redirectUris) || redirectUris.length === 0 || !redirectUris.every((uri) => typeof uri === 'string' && isSafeAddress(uri))) fault(`${at}/redirectUris`, 'give the https addresses to which the service wants its codes.')
  if (secretIn !== 'header' && secretIn !== 'body') fault(`${at}/secretIn`, 'is header or body, as the console of the service says.')
  return { client: String(client), secret: secret(`${at}/secretFile`, secretFile), redirectUris: redirectUris as string[], secretIn: secretIn === 'body' ? 'body' : 'header' }
}
