/** The letter of a decision before it is taken, with the data of the case and in the language of its person; or as it went out. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { consolePage } from '../../../web/console/console-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Letter } from '../letters/letter.ts'
import { LetterGap } from './letter-gap.tsx'
import { LetterView } from './letter-view.tsx'

export function partLetterPage(view: View, { part, letters }: { part: string; letters: readonly Letter[] }): Page {
  const { t } = view
  const title = t('cases.letter.preview')
  return consolePage(view, {
    title,
    children: (
      <>
        <BackLink view={view} href={`/console/parts/${part}`} />
        <h1>{title}</h1>
        <p>{t('cases.letter.preview-lead', { language: letters[0]?.language.name ?? '' })}</p>
        {letters.map((letter) => <div key={letter.outcome} class="line"><LetterGap view={view} gap={letter.gap} /><LetterView letter={letter} /></div>)}
      </>
    ),
  })
}
