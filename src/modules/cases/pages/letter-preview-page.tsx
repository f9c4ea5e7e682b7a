/** A version's letters as the person of a case that has been decided would read them, in every language. */
import { type LetterOutcome, letterOutcomes } from '../../../../packages/pack-kit/schema/service.ts'
import type { Page } from '../../../kernel/http/answers.ts'
import { createFormats } from '../../../kernel/i18n/format.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import { type LetterAbout, letterOf } from '../decide/letter-of.ts'
import { serviceName } from './value-in-words.ts'

export interface LetterPreviewPage {
  version: string
  service: string
  /** With whose data each is shown; `made` up where no such case has been decided. */
  about: Record<LetterOutcome, { made: boolean; letter: LetterAbout }>
}

/** @param view on the pack as it would be with this version */
export function letterPreviewPage(view: View, { version, service, about }: LetterPreviewPage): Page {
  const { t, pack } = view
  const title = t('catalogue.studio.letters-preview')
  return consolePage(view, {
    title,
    children: (
      <>
        <BackLink view={view} href={`/console/services/versions/${version}`} />
        <p class="caption">{serviceName(view, service)}</p>
        <h1>{title}</h1>
        {letterOutcomes.map((outcome) => (
          <section key={outcome}>
            <h2>{t(`catalogue.studio.letter.${outcome}`)}</h2>
            <p class="hint">{about[outcome].made ? t('catalogue.studio.letter-made') : t('catalogue.studio.letter-of', { receipt: about[outcome].letter.receipt })}</p>
            {pack.languages.map((language) => {
              const { date } = createFormats(language.html, pack.currency, pack.timeZone)
              const written = letterOf(pack, { language, date }, about[outcome].letter)
              return (
                <section key={language.tag} class="line">
                  <h3 lang={language.html} dir={language.dir}>{language.name}</h3>
                  {written === undefined ? <p>{t('catalogue.studio.letter-none')}</p> : <div lang={language.html} dir={language.dir}>{written.map((line, at) => <p key={at}>{line}</p>)}</div>}
                </section>
              )
            })}
          </section>
        ))}
      </>
    ),
  })
}
