/** What the app says, in every language of the pack at once: offline nobody can be asked for another one. */
import type { WalletTexts } from '../../../packages/wallet/app/texts/wallet-texts.ts'
import { ownMessages, readMessages } from '../../../packages/pack-kit/read-messages.ts'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Wording } from '../../web/wordings.ts'

/** Of the portal, shown by the app as well. */
const shared = ['web.skip', 'web.site.name', 'web.demonstration']

export function gatherTexts(pack: Pack, wordingIn: (tag: string) => Wording, demonstration: boolean): Omit<WalletTexts, 'logPolicy'> {
  const own = readMessages(ownMessages)
  const keys = [...Object.keys(own).filter((key) => key.startsWith('wallet.')), ...shared]
  return {
    pack: pack.id, country: pack.name, timeZone: pack.timeZone, defaultLanguage: pack.defaultLanguage, demonstration,
    languages: pack.languages.map(({ tag, name, dir, html }) => {
      // A text that the pack lacks is the platform's English, as everywhere; `pack check` counts them.
      const messages = { ...own, ...pack.messages[tag] }
      return { tag, name, dir, html, country: wordingIn(tag).text(pack.name), messages: Object.fromEntries(keys.map((key) => [key, messages[key] ?? key])) }
    }),
  }
}
