/** Words of the country's own texts: whoever writes one of them has named nobody. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { foldText } from '../../search/index.ts'

export function knownWords({ services, lifeEvents, agencies, assistant }: Pack): (word: string) => boolean {
  const texts = [
    ...services.flatMap(({ name, summary, audience }) => [name, summary, audience].flatMap((text) => Object.values(text))),
    ...lifeEvents.flatMap(({ name, summary }) => [name, summary].flatMap((text) => Object.values(text))),
    ...agencies.flatMap(({ name }) => Object.values(name)),
    ...[assistant.examples, assistant.services, assistant.events ?? {}].flatMap((of) => Object.values(of).flatMap((languages) => Object.values(languages).flat())),
  ]
  const words = new Set(texts.flatMap((text) => foldText(text).match(/\p{L}+/gu) ?? []))
  return (word) => words.has(foldText(word))
}
