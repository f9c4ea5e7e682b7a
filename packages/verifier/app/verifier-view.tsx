/** The whole page: which list is here, ways to read a code, and what it says. */
import { useEffect, useRef, useState } from 'preact/hooks'
import { createFormats } from '../../../src/kernel/i18n/format.ts'
import { createTranslator } from '../../../src/kernel/i18n/translator.ts'
import type { ShownCheck } from '../in-person/check-shown.ts'
import { collect, type Collected, readFrame, whole } from '../in-person/frames.ts'
import { type Drawn, drawNumber } from '../in-person/profile.ts'
import { checkPaper, type PaperCheck } from '../paper.ts'
import { ageOf, type TrustBundle } from '../trust-bundle.ts'
import { fetchBundle, keptBundle, loadBundle } from './keep-bundle.ts'
import { readPicture } from './read-code.ts'
import { InPersonSection } from './in-person-section.tsx'
import { ResultView } from './result-view.tsx'
import { Scanner } from './scanner.tsx'
import { ShownView } from './shown-view.tsx'
import type { Words, WordsLanguage } from './words.ts'

const now = () => Date.now() / 1_000

export function VerifierView({ words, start }: { words: Words; start: string }) {
  const [tag, speak] = useState(start)
  const language = words.languages.find((one) => one.tag === tag) ?? words.languages[0]!
  const t = createTranslator(language.html, language.messages, () => undefined)
  const formats = createFormats(language.html, words.currency, words.timeZone)
  const [bundle, setBundle] = useState<TrustBundle>()
  const [failed, setFailed] = useState<'fetch' | 'load' | 'picture'>()
  const [check, setCheck] = useState<{ of: 'paper'; paper: PaperCheck } | { of: 'phone'; shown: ShownCheck }>()
  const [drawn, setDrawn] = useState<Drawn>()
  const [collected, setCollected] = useState<Collected>()
  // The camera sees codes faster than the page is drawn.
  const pieces = useRef<Collected | undefined>(undefined)
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
  /** @returns whether there is a result: of a series, when the last of it was read */
  const look = async (code: string): Promise<boolean> => {
    const frame = readFrame(code)
    if (!frame) {
      setCheck({ of: 'paper', paper: await checkPaper(code, bundle, now()) })
      return true
    }
    setCollected(pieces.current = collect(pieces.current, frame))
    const token = await whole(pieces.current)
    if (token === undefined) return false
    const { checkShown } = await import('../in-person/check-shown.ts')
    const shown = await checkShown(token, bundle, drawn, now())
    setCheck({ of: 'phone', shown })
    setCollected(pieces.current = undefined)
    // What was accepted is accepted once: whoever films the codes can do nothing with them here.
    if (shown.valid) setDrawn(undefined)
    return true
  }
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
        {check ? <section ref={result} tabIndex={-1} aria-label={t('credentials.offline.result')}>{check.of === 'paper' ? <ResultView check={check.paper} bundle={bundle} t={t} formats={formats} language={language} /> : <ShownView check={check.shown} bundle={bundle} t={t} formats={formats} language={language} />}</section> : null}
        <h2>{t('credentials.offline.read')}</h2>
        <Scanner t={t} onFound={look} />
        <p><label class="file">{t('credentials.offline.picture')} <input type="file" accept="image/*" onChange={(event) => {
          const file = fileOf(event)
          if (file) void attempt('picture', async () => { await look(await readPicture(file)) })
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
        <InPersonSection t={t} formats={formats} drawn={drawn} collected={collected} onDraw={() => {
          setDrawn(drawNumber(now()))
          setCheck(undefined)
          setCollected(pieces.current = undefined)
        }} />
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
