/** Every text for people in every language of the pack; easy language in short sentences. */
import type { PackFiles } from './pack-files.ts'
import type { Problem } from './problem.ts'
import type { Pack } from './schema/pack.ts'

/** Signs of a sentence in easy Korean (design of the face); values in braces are not counted. */
export const longestEasySentence = 40

const single = ['pack.json', 'agencies.json', 'registers.json', 'facts.json', 'cliffs.json', 'purposes.json', 'holidays.json', 'population.json', 'assistant.json', 'credentials.json', 'requests.json', 'mandates.json']
const folders = ['services', 'duties', 'reforms', 'life-events']

/** @param only the files to look at; all that hold texts when left out */
export function checkTexts(pack: Pick<Pack, 'languages'>, files: Pick<PackFiles, 'read' | 'list'>, only?: readonly string[]): Problem[] {
  const tags = pack.languages.map(({ tag }) => tag)
  return (only ?? [...single, ...folders.flatMap((folder) => files.list(folder, '.json'))]).flatMap((file) => {
    const text = files.read(file)
    const problems: Problem[] = []
    if (text !== undefined) walk(JSON.parse(text), '', (said, pointer) => {
      for (const tag of tags) {
        const words = said[tag]
        if (words === undefined || words.trim() === '') problems.push({ file, pointer, message: `The text is missing in ${tag}.`, advice: `Add "${tag}": "…".` })
        else problems.push(...checkEasy(file, `${pointer}/${tag}`, tag, words))
      }
      for (const tag of Object.keys(said)) if (!tags.includes(tag)) problems.push({ file, pointer: `${pointer}/${tag}`, message: `${tag} is no language of this pack.`, advice: `Languages: ${tags.join(', ')}.` })
    }, tags)
    return problems
  })
}

/** A text is an object whose keys include a language of the pack and whose values are all texts. */
function walk(value: unknown, pointer: string, found: (text: Record<string, string>, pointer: string) => void, tags: string[]) {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value) && tags.some((tag) => Object.hasOwn(value, tag)) && Object.values(value).every((entry) => typeof entry === 'string')) {
    found(value as Record<string, string>, pointer)
    return
  }
  for (const [key, entry] of Object.entries(value)) walk(entry, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, found, tags)
}

export function checkEasy(file: string, pointer: string, tag: string, words: string): Problem[] {
  if (!tag.endsWith('-easy')) return []
  const signsIn = (sentence: string) => Array.from(sentence).length
  const sentences = alternatives(words).replaceAll(/\{[^{}]*\}/g, '').split(/(?<=[.?!])\s+|\n/)
  return sentences.filter((sentence) => signsIn(sentence) > longestEasySentence).map((sentence) => ({
    file, pointer, message: `A sentence of easy language has ${signsIn(sentence)} signs: “${sentence}”`, advice: `Say one idea in at most ${longestEasySentence} signs, or make two sentences of it.`,
  }))
}

/** Plural and select forms are alternatives, not one sentence. */
const alternatives = (message: string) => (/\{\w+, (?:plural|select),/.test(message) ? message.replaceAll(/\{\w+, (?:plural|select),/g, '\n').replaceAll(/(?:=\d+|\w+) \{/g, '\n').replaceAll('}', '\n') : message)
