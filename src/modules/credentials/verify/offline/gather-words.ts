/** What the offline verifier says, and how the pack calls what papers speak of, in every language at once. */
import type { ClaimNames, Words } from '../../../../../packages/verifier/app/words.ts'
import { ownMessages, readMessages } from '../../../../../packages/pack-kit/read-messages.ts'
import type { Pack } from '../../../../../packages/pack-kit/schema/pack.ts'
import { vctOf } from '../../issue/credential-types.ts'
import { type ClaimWords, wordsOf } from '../../issue/value-words.ts'
import type { Wording } from '../../../../web/wordings.ts'

const shown = /^credentials\.(?:offline|in-person|amount)\.|^credentials\.verify\.(?:code|button|valid|compare|agency|decided|refused|refused-next)$|^credentials\.paper\.(?:service|amount|number)$|^web\.demonstration$/

export function gatherWords(pack: Pack, wordingIn: (tag: string) => Wording, demonstration: boolean): Omit<Words, 'logPolicy'> {
  const own = readMessages(ownMessages)
  const keys = Object.keys(own).filter((key) => shown.test(key))
  const facts = [
    ...pack.registers.flatMap(({ id, fields }) => Object.entries(fields).map(([field, { label, type }]) => ({ fact: `${id}.${field}`, label, type: type as string }))),
    ...pack.facts.map(({ fact, label, type }) => ({ fact, label, type: type as string })),
  ]
  return {
    defaultLanguage: pack.defaultLanguage, timeZone: pack.timeZone, currency: pack.currency, demonstration,
    languages: pack.languages.map(({ tag, name, dir, html }) => {
      const { text } = wordingIn(tag)
      // A text that the pack lacks is the platform's English, as everywhere; `pack check` counts them.
      const messages = { ...own, ...pack.messages[tag] }
      return {
        tag, name, dir, html, messages: Object.fromEntries(keys.map((key) => [key, messages[key] ?? key])),
        names: {
          services: Object.fromEntries(pack.services.map((service) => [service.id, text(service.name)])), agencies: Object.fromEntries(pack.agencies.map((agency) => [agency.id, text(agency.name)])),
          facts: Object.fromEntries(facts.map(({ fact, label }) => [fact, text(label)])),
          cards: Object.fromEntries(pack.credentials.map((type) => [vctOf(pack, type), { name: text(type.name), claims: wordsOf(pack, type).map((words) => inLanguage(words, text)) }])),
        },
        days: facts.filter(({ type }) => type === 'date').map(({ fact }) => fact),
      }
    }),
  }
}

const inLanguage = ({ path, label, codes, money }: ClaimWords, text: Wording['text']): ClaimNames => ({
  path, label: text(label), ...(codes ? { codes: Object.fromEntries(Object.entries(codes).map(([code, words]) => [code, text(words)])) } : {}), ...(money ? { money } : {}),
})
