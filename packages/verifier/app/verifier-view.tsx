/** The whole page: which list is here, ways to read a code, and what it says. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { createFormats } from '../../../src/kernel/i18n/format.ts'
import { createTranslator } from '../../../src/kernel/i18n/translator.ts'
import { checkPaper, type PaperCheck } from '../paper.ts'
import { ageOf, type TrustBundle } from '../trust-bundle.ts'
import { fetchBundle, keptBundle, loadBundle } from './keep-bundle.ts'
import { readPicture } from './read-code.ts'
import { ResultView } from './result-view.tsx'
import { Scanner } from './scanner.tsx'
import type { Words, WordsLanguage } from './words.ts'

const now = () => Date.now() / 1_000

export function VerifierView({ words, start }: { words: Words; start: string }) {
  const [tag, speak] = useState(start)
  const language = words.languages.find((one) => one.tag === tag) ?? words.languages[0]!
  const t = createTranslator(language.html, language.messages, () => undefined)
  const formats = createFormats(language.html, words.currency, words.timeZone)
  const [bundle, setBundle] = useState<TrustBundle>()
  const [failed, setFailed] = useState<'fetch' | 'load' | 'picture'>()
  const [check, setCheck] = useState<PaperCheck>()
  const [text, setText] = useState('')
  const result = useRef<HTMLElement>(null)

  useEffect(() => {
    document.documentElement.lang = language.html
    document.documentElement.dir = language.dir
    document.title = t('credentials.offline.title')
  }, [language])
  useEffect(() => {
    void keptBundle(words.logPolicy).then(async (kept) => {
      setBundle(kept)
      setBundle(await fetchBundle(words.logPolicy, kept))
    }).catch(() => undefined)
  }, [])
  useEffect(() => { if (check) result.current?.focus() }, [check])

  const attempt = async (what: typeof failed, act: () => Promise<void>) => {
    setFailed(undefined)
    await act().catch(() => { setFailed(what) })
  }
  const look = async (code: string) => { setCheck(await checkPaper(code, bundle, now())) }
  const fileOf = (event: Event) => (event.currentTarget as HTMLInputElement).files?.[0]

  return (
    <>
      <header class="masthead">
        {words.demonstration ? <p class="banner"><span class="frame">{t('web.demonstration')}</span></p> : null}
        <div class="frame utility"><Languages languages={words.languages} spoken={language} label={t('credentials.offline.language')} speak={speak} /></div>
      </header>
      <main id="main" class="page">
        <h1>{t('credentials.offline.title')}</h1>
        <p class="lead">{t('credentials.offline.lead')}</p>
        {check ? <section ref={result} tabIndex={-1} aria-label={t('credentials.offline.result')}><ResultView check={check} bundle={bundle} t={t} formats={formats} language={language} /></section> : null}
        <h2>{t('credentials.offline.read')}</h2>
        <Scanner t={t} onFound={(code) => { void look(code) }} />
        <p><label class="file">{t('credentials.offline.picture')} <input type="file" accept="image/*" onChange={(event) => {
          const file = fileOf(event)
          if (file) void attempt('picture', async () => look(await readPicture(file)))
        }} /></label></p>
        {failed === 'picture' ? <p class="field-error" role="alert">{t('credentials.offline.no-code')}</p> : null}
        <form onSubmit={(event) => {
          event.preventDefault()
          void look(text)
        }}>
          <div class="field">
            <label for="code">{t('credentials.verify.code')}</label>
            <textarea id="code" rows={3} value={text} autocomplete="off" onInput={(event) => { setText(event.currentTarget.value) }} />
          </div>
          <button class="button button-primary" type="submit">{t('credentials.verify.button')}</button>
        </form>
        <h2>{t('credentials.offline.list')}</h2>
        <p role="status">{bundle === undefined ? t('credentials.offline.list-none') : t(`credentials.offline.list-${ageOf(bundle, now())}`, { date: formats.dateTime(new Date(bundle.madeAt * 1_000).toISOString()) })}</p>
        <p><button class="button button-secondary" type="button" onClick={() => { void attempt('fetch', async () => { setBundle(await fetchBundle(words.logPolicy, bundle)) }) }}>{t('credentials.offline.fetch')}</button></p>
        <p><label class="file">{t('credentials.offline.load')} <input type="file" onChange={(event) => {
          const file = fileOf(event)
          if (file) void attempt('load', async () => { setBundle(await loadBundle(words.logPolicy, new Uint8Array(await file.arrayBuffer()), bundle)) })
        }} /></label></p>
        {failed === 'fetch' || failed === 'load' ? <p class="field-error" role="alert">{t(`credentials.offline.${failed}-failed`)}</p> : null}
      </main>
    </>
  )
}

function Languages({ languages, spoken, label, speak }: { languages: readonly WordsLanguage[]; spoken: WordsLanguage; label: string; speak: (tag: string) => void }) {
  return (
    <div class="languages" role="group" aria-label={label}>
      {languages.map(({ tag, name, html }) => (
        <button key={tag} type="button" class="plain" lang={html} aria-current={tag === spoken.tag ? 'true' : undefined} onClick={() => { speak(tag) }}>{name}</button>
      ))}
    </div>
  )
}
