/** Yes or no, however it is said. */
import { firstOf, plain } from './plain-words.ts'
import type { Words } from './words.ts'

/** "Oh yes" is still a beginning. */
const begins = (place: number) => place >= 0 && place <= 3

/** A yes at the beginning settles it, whatever follows; then a no anywhere ("gas we don't use"), then the verb. */
export function readYesNo(message: string, { yes, no, does }: Pick<Words, 'yes' | 'no' | 'does'>): 'yes' | 'no' | undefined {
  const text = plain(message)
  const [affirmed, refused] = [firstOf(yes, text), firstOf(no, text)]
  if (begins(affirmed) && (refused < 0 || affirmed < refused)) return 'yes'
  if (refused >= 0) return 'no'
  return affirmed >= 0 || firstOf(does, text) >= 0 ? 'yes' : undefined
}

/** Whether another child was born with it. */
export const readMore = (message: string, words: Words) =>
  readYesNo(message, { yes: words.yes, no: [...words.no, ...words.only], does: [...words.does, ...words.again] })
