export interface LanguageWish {
  query: string | undefined
  cookie: string | undefined
  acceptLanguage: string | undefined
}

/** What was just chosen, then what was chosen before, then what the browser asks for, then the pack's own. */
export function chooseLanguage(wish: LanguageWish, languages: readonly { tag: string; html: string }[], fallback: string): string {
  for (const wanted of [wish.query, wish.cookie]) {
    if (wanted !== undefined && languages.some(({ tag }) => tag === wanted)) return wanted
  }
  for (const range of (wish.acceptLanguage ?? '').split(',', 20)) {
    const base = range.split(';')[0]!.trim().toLowerCase().split('-')[0]
    const match = languages.find(({ html }) => html.toLowerCase().split('-')[0] === base)
    if (match) return match.tag
  }
  return fallback
}
