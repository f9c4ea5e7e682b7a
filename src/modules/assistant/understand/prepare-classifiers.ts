import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Search } from '../../search/index.ts'
import { type Classifier, trainClassifier } from '../intents/classifier.ts'

/** One of each language that the pack gives examples in, learnt when it is first needed. Easy language asks as the plain one does. */
export function prepareClassifiers(pack: Pack, search: Search): (language: string) => Classifier {
  const learnt = new Map<string, Classifier>()
  const tagOf = (language: string) => {
    const given = new Set(Object.values(pack.assistant.examples).flatMap((examples) => Object.keys(examples)))
    return [language, language.split('-')[0]!, pack.defaultLanguage].find((tag) => given.has(tag)) ?? pack.defaultLanguage
  }
  return (language) => {
    const tag = tagOf(language)
    let classifier = learnt.get(tag)
    if (classifier === undefined) {
      const utterances = Object.entries(pack.assistant.examples).flatMap(([intent, examples]) => (examples[tag] ?? []).map((text) => ({ text, intent })))
      learnt.set(tag, (classifier = trainClassifier(utterances, (text) => search.terms(text, tag))))
    }
    return classifier
  }
}
