/** Every word of the page in every language of the country, in one file: offline nobody can be asked for another. */
export interface Words {
  defaultLanguage: string
  timeZone: string
  currency: { code: string; minorUnit: number }
  demonstration: boolean
  /** Whom to believe about the country's public log (C2SP tlog-policy). */
  logPolicy: string
  languages: WordsLanguage[]
}

/** What stands on a card, what it is called, and its values in words; null in a path is every entry of a list. */
export interface ClaimNames { path: (string | null)[]; label: string; codes?: Record<string, string>; money?: true }

/** Of a card, by its type (`vct`). */
export interface CardNames { name: string; claims: ClaimNames[] }

export interface WordsLanguage {
  tag: string
  name: string
  dir: 'ltr' | 'rtl'
  /** BCP 47 */
  html: string
  messages: Record<string, string>
  /** Names of services, agencies and facts, by their ids. */
  names: { services: Record<string, string>; agencies: Record<string, string>; facts: Record<string, string>; cards: Record<string, CardNames> }
  /** Of facts that are days. */
  days: string[]
}
