/** The one file of words: every language of the country at once, because offline nobody can be asked for another. */
export interface WalletTexts {
  pack: string
  country: Record<string, string>
  timeZone: string
  defaultLanguage: string
  /** Every screen says that nothing here is real. */
  demonstration: boolean
  languages: WalletLanguage[]
  /** Whom to believe about the country's log of keys and requests (C2SP tlog-policy). */
  logPolicy: string
}

export interface WalletLanguage {
  tag: string
  name: string
  dir: 'ltr' | 'rtl'
  /** BCP 47, for the document and for formats. */
  html: string
  country: string
  messages: Record<string, string>
}
