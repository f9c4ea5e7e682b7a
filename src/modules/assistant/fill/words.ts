/** The words by which people answer, of every language of the pack at once: people mix them. */
import type { Wording } from '../../../web/wordings.ts'
import { type DayWords, dayWordsOf } from './day-words.ts'
import type { NamePartWords } from './name-cues.ts'
import { listed, plain } from './plain-words.ts'

export interface Words {
  /** Said first, they settle it: "yes, though not much". */
  yes: string[]
  no: string[]
  /** Beside the words of yes: all by which people agree to what they are shown; what goes before a yes and says what it is about; what goes behind it. With their marks. */
  agrees: string[]
  before: string[]
  after: string[]
  /** What limits, asks, supposes or is not sure: nothing beside it is agreement. */
  doubt: string[]
  /** Who says this answers nothing. */
  unsure: string[]
  /** What those say who answer with the verb: "we use it". */
  does: string[]
  /** "Only the one", "twins": whether there is another. */
  only: string[]
  again: string[]
  /** All that is asked is answered at once, or the first two of it. */
  all: string[]
  both: string[]
  /** What may keep somebody from something; that they cannot, its words in order; that it goes well. */
  obstacle: string[]
  unable: string[]
  fine: string[]
  /** How one speaks of oneself: "our own" says what "my own" does. */
  self: string[]
  correct: string[]
  /** What stands around a name or an account, word by word. */
  around: string[]
  /** A part of a name: the family's, what stands in the middle, the person's own; all of it. With their marks. */
  names: NamePartWords
  days: DayWords
  sameDay: string[]
  /** Relation and sex, as registers write them → what one calls such a person. */
  kin: { relation: string; sex: 'F' | 'M'; called: string[] }[]
}

const relations = ['parent', 'spouse', 'child', 'sibling', 'grandparent']

export function wordsOf(wordings: readonly Wording[]): Words {
  const all = (key: string) => [...new Set(wordings.flatMap(({ t }) => listed(t(`assistant.fill.words.${key}`)).map(plain)))]
  const marked = (key: string) => [...new Set(wordings.flatMap(({ t }) => listed(t(`assistant.fill.words.${key}`))))]
  return {
    agrees: [...marked('yes'), ...marked('agrees')], before: marked('before'), after: marked('after'), doubt: marked('doubt'), unsure: marked('unsure'),
    yes: all('yes'), no: all('no'), does: all('does'), only: all('only'), again: all('again'), all: all('all'), both: all('both'),
    obstacle: all('obstacle'), unable: all('unable'), fine: all('fine'), self: all('self'), correct: all('correct'), around: all('around'),
    names: { family: marked('name.family'), middle: marked('name.middle'), given: marked('name.given'), full: marked('name.full') },
    days: dayWordsOf(wordings), sameDay: all('same-day'),
    kin: relations.flatMap((relation) => (['F', 'M'] as const).map((sex) => ({ relation, sex, called: all(`kin.${relation}-${sex.toLowerCase()}`) }))),
  }
}
