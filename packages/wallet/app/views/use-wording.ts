/** In which language the app speaks: as it was chosen on this device. */
import { useEffect, useMemo, useState } from 'preact/hooks'
import { openWording, type Wording } from '../texts/open-wording.ts'
import type { WalletTexts } from '../texts/wallet-texts.ts'

const languageKey = 'maru-wallet-language'

/** @param language of whoever opens it for the first time */
export function useWording(texts: WalletTexts, language: string): { wording: Wording; speak(tag: string): void } {
  const [tag, setTag] = useState(() => localStorage.getItem(languageKey) ?? language)
  const wording = useMemo(() => openWording(texts, tag), [texts, tag])
  useEffect(() => {
    document.documentElement.lang = wording.language.html
    document.documentElement.dir = wording.language.dir
  }, [wording])
  const speak = (next: string) => {
    localStorage.setItem(languageKey, next)
    setTag(next)
  }
  return { wording, speak }
}
