/** A version's letters as the person of a case that has been decided would read them, in every language; for whoever decides no cases, with somebody who does not exist. */
import { type LetterOutcome, letterOutcomes } from '../../../../packages/pack-kit/schema/service.ts'
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Wording } from '../../../web/wordings.ts'
import { composeLetter } from '../letters/compose-letter.ts'
import type { LetterCase } from '../letters/letter.ts'
import { someValue } from '../letters/made-up.ts'
import { LetterGap } from './letter-gap.tsx'
import { LetterView } from './letter-view.tsx'
import { serviceName } from './value-in-words.ts'

export interface LetterPreviewPage {
  version: string
  service: string
  /** With whose data each is shown; `made` up where no such case has been decided. */
  about: Record<LetterOutcome, { made: boolean; letter: LetterCase }>
  people: readonly { id: string; name: string }[]
  /** Who of them stands in the made-up cases. */
  person: string
  /** Of a language, on the pack as it would be. */
  wordingIn(tag: string): Wording
}

/** @param view on the pack as it would be with this version */
export function letterPreviewPage(view: View, { version, service, about, people, person, wordingIn }: LetterPreviewPage): Page {
  const { t, pack } = view
  const title = t('catalogue.studio.letters-preview')
  const path = `/console/services/versions/${version}`
  return consolePage(view, {
    title,
    children: (
      <>
        <BackLink view={view} href={path} />
        <p class="caption">{serviceName(view, service)}</p>
        <h1>{title}</h1>
        {people.length === 0 ? null : <p>{t('catalogue.studio.letter-people')}{people.map(({ id, name }) => <> {id === person ? <strong>{name}</strong> : <a href={`${path}/letters/preview?person=${encodeURIComponent(id)}`}>{name}</a>}</>)}</p>}
        {letterOutcomes.map((outcome) => (
          <section key={outcome}>
            <h2>{t(`catalogue.studio.letter.${outcome}`)}</h2>
            <p class="hint">{about[outcome].made ? t('catalogue.studio.letter-made') : t('catalogue.studio.letter-of', { receipt: about[outcome].letter.receipt })}</p>
            {pack.services.find(({ id }) => id === service)?.letters?.[outcome] === undefined ? <p>{t('catalogue.studio.letter-none')}</p> : pack.languages.map(({ tag }) => {
              const wording = wordingIn(tag)
              const { made, letter: own } = about[outcome]
              const letter = composeLetter(wording, own, made ? someValue(wording, own.at) : undefined)
              return <div key={tag} class="line"><LetterGap view={view} gap={letter.gap} /><LetterView letter={letter} level={3} /></div>
            })}
          </section>
        ))}
      </>
    ),
  })
}
