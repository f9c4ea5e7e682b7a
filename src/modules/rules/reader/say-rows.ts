/** The rows of a figure in a line for each first key: `Seoul – 1: ₩369,000; 2: ₩414,000`. */
import type { Translate } from '../../../kernel/i18n/translator.ts'
import type { ReadVersion } from './reading.ts'

export function sayRows({ groups }: ReadVersion, t: Translate): string[] {
  return groups.map(({ of, rows }) => {
    const line = rows.map(({ key, value }) => (key === null ? value : t('rules.reader.row', { key, value }))).join('; ')
    return of === null ? line : t('rules.reader.rows-of', { of, line })
  })
}
