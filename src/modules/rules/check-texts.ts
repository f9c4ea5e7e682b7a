/** What people read stands in every language of the pack, with the same values in each; easy language in short sentences, for these stand in letters and digests as reasons. */
import { checkEasy } from '../../../packages/pack-kit/check-texts.ts'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import { placeholdersOf } from './ir/lower-sentence.ts'
import type { RuleBook } from './language/read-rules.ts'
import type { RuleProblem } from './language/read-statute.ts'
import type { Item, Part, Place, Reason, Texts } from './language/syntax.ts'

interface Told { texts: Texts; at: Place }

export function checkTexts({ statutes }: RuleBook, languages: Pack['languages']): RuleProblem[] {
  return statutes.flatMap(({ file, items }) => items.flatMap(textsOf).flatMap(({ texts, at }) =>
    mistakesOf(texts, languages).map(({ message, advice }) => ({ file, ...at, message, advice }))))
}

function textsOf(item: Item): Told[] {
  const { at } = item
  switch (item.kind) {
    case 'law': return [{ texts: item.title, at }]
    case 'define': return [...(item.called ? [item.called] : []), ...(item.says ? [item.says.holds, item.says.fails] : [])].map((texts) => ({ texts, at }))
    case 'rule': case 'exception': return item.parts.flatMap(ofPart)
    case 'best-of': case 'contradiction': return [{ texts: item.says, at }]
    case 'parameter': case 'scale': return item.called ? [{ texts: item.called, at }] : []
    case 'group': case 'instead': case 'example': return []
    default: return item satisfies never
  }
}

function ofPart(part: Part | Reason): Told[] {
  const { at } = part
  switch (part.kind) {
    case 'let': return []
    case 'when': return [part.holds, part.fails].flatMap((texts) => (texts ? [{ texts, at }] : []))
    case 'pays': return part.note ? [{ texts: part.note, at }] : []
    case 'deadline': case 'displaces': return [{ texts: part.says, at }]
    default: return part satisfies never
  }
}

function mistakesOf(texts: Texts, languages: Pack['languages']) {
  const lacking = languages.map(({ tag }) => tag).filter((tag) => !texts[tag])
  const strange = Object.keys(texts).filter((tag) => !languages.some((language) => language.tag === tag))
  const wanted = (tag: string) => [...new Set(placeholdersOf(texts[tag] ?? ''))].sort().join(' ')
  const first = Object.keys(texts)[0] ?? ''
  const uneven = Object.keys(texts).filter((tag) => wanted(tag) !== wanted(first))
  const long = Object.entries(texts).flatMap(([tag, words]) => checkEasy('', '', tag, words))
  return [
    ...long.map(({ message, advice }) => ({ message, advice })),
    ...lacking.map((tag) => ({ message: `The sentence is missing in ${tag}.`, advice: `Add: ${tag} "…"` })),
    ...strange.map((tag) => ({ message: `${tag} is no language of this pack.`, advice: `Languages: ${languages.map((language) => language.tag).join(', ')}.` })),
    ...uneven.map((tag) => ({ message: `The sentence in ${tag} does not name the same values as in ${first}.`, advice: `Use the same {…} in every language: ${wanted(first) || 'none'}.` })),
  ]
}
