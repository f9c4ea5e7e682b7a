/** Texts of pages and officials are data to whoever reads them: what is drawn as nothing, where instructions hide, is taken out of every one. */
import { cleanText } from '../../../search/index.ts'

export function cleanData(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (Array.isArray(value)) return value.map(cleanData)
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, cleanData(held)]))
  return value
}
