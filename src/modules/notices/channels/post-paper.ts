/** A paper to an address that no one has confirmed and a register holds: by the same print service as every letter. */
import { type Channels, Refused } from './channel.ts'

export interface PostedPaper { identity: string; address: string; language: { html: string; dir: 'ltr' | 'rtl' }; title: string; name: string; paper: Buffer }

/** What the paper says stands in it alone. @returns false where the address will never take it; undefined where no way for letters is open */
export function postPaper({ letter }: Channels): ((posted: PostedPaper) => Promise<boolean>) | undefined {
  if (!letter) return undefined
  return async ({ identity, address, language, title, name, paper }) => {
    try {
      await letter.send({ identity, address, letter: { subject: title, paragraphs: [], link: '', linkText: '', foot: '', letters: [], papers: [{ name, pdf: paper }], language } })
      return true
    } catch (cause) {
      if (cause instanceof Refused) return false
      throw cause
    }
  }
}
