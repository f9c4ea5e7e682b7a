import type { View } from '../../../web/view.ts'
import { factOf } from '../owed/in-words.ts'

/** A group in the reader's language: regions by their own names, the rest by ours. */
export function groupName(view: View, dimension: string, key: string): string {
  if (dimension === 'region') {
    const name = factOf(view, 'household.region')?.values?.[key]
    return name ? view.text(name) : key
  }
  return dimension === 'kind' ? view.t(`rules.lab.kind.${key}`) : dimension === 'decile' ? view.t('rules.lab.decile', { number: Number(key) }) : key
}
