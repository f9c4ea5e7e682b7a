import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'

/** Scripts that the paper's fonts have (scripts/write-fonts.ts). */
const scripts = ['Latn', 'Kore']

/** In which language something is printed: the reader's; the pack's own where the fonts do not have its script. @returns tag */
export function paperLanguage({ languages, defaultLanguage }: Pick<Pack, 'languages' | 'defaultLanguage'>, tag: string): string {
  const language = languages.find((one) => one.tag === tag)
  const script = language && new Intl.Locale(language.html).maximize().script
  return script !== undefined && scripts.includes(script) ? tag : defaultLanguage
}
