/** The channels on which people may ask, from the operator's file: a key for each, in a file of its own. */

/** @property key what the channel sends with every message, so that nobody else can */
export interface ConversationSettings {
  kakao?: { key: string }
  telegram?: { key: string }
  nugu?: { key: string }
  alexa?: { skill: string }
  email?: { key: string }
  sms?: { key: string }
}

const keyed = ['kakao', 'telegram', 'nugu', 'email', 'sms'] as const

/** @param secret reads the file of that name; @param fault takes a pointer below the entry and a sentence */
export function readConversations(entry: unknown, secret: (at: string, name: unknown) => string, fault: (at: string, sentence: string) => void): ConversationSettings {
  const found: ConversationSettings = {}
  for (const [name, value] of Object.entries((entry ?? {}) as Record<string, unknown>)) {
    const settings = (value ?? {}) as Record<string, unknown>
    const known = keyed.find((one) => one === name)
    if (known) found[known] = { key: secret(`${name}/keyFile`, settings['keyFile']) }
    else if (name === 'alexa') {
      const { skill } = settings
      if (typeof skill === 'string' && skill.startsWith('amzn1.ask.skill.')) found.alexa = { skill }
      else fault('alexa/skill', 'give the id of the skill, amzn1.ask.skill.….')
    } else fault(name, `is no channel to ask on. There are ${keyed.join(', ')} and alexa.`)
  }
  return found
}
