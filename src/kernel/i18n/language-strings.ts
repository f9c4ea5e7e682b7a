import type { Language } from '../../../packages/pack-kit/schema/manifest.ts'
import type { Text } from '../schema/schema.ts'

/** A text as language strings of JSON-LD. BCP 47: a pack's own variety of a language, such as `ko-easy`, is a private subtag. */
export function languageStrings(languages: readonly Language[], text: Text): { '@value': string; '@language': string }[] {
  return Object.entries(text).filter(([, value]) => value !== '').map(([tag, value]) => {
    const html = languages.find((language) => language.tag === tag)?.html ?? tag
    return { '@value': value, '@language': html === tag ? tag : `${html}-x-${tag.slice(tag.indexOf('-') + 1)}` }
  })
}
