/** One letter, as its person reads it and prints it. */
import type { Page } from '../../../kernel/http/answers.ts'
import { BackLink } from '../../../web/components/back-link/back-link.tsx'
import { paperLanguage } from '../../../web/paper/paper-language.ts'
import { portalPage } from '../../../web/portal/portal-page.tsx'
import type { View } from '../../../web/view.ts'
import type { Letter } from '../letters/letter.ts'
import { LetterView } from './letter-view.tsx'

export const letterPath = (receipt: string, id: string) => `/my/applications/${receipt}/letters/${id}`

export function letterPage(view: View, letter: Letter): Page {
  const { t, pack, language } = view
  const printed = pack.languages.find(({ tag }) => tag === paperLanguage(pack, language.tag))
  return portalPage(view, {
    title: letter.title,
    children: (
      <>
        <BackLink view={view} href={`/my/applications/${letter.receipt}`} />
        <LetterView letter={letter} level={1} />
        <p><a href={`${letterPath(letter.receipt, letter.id)}.pdf`}>{printed === undefined || printed.tag === language.tag ? t('cases.letter.pdf') : t('cases.letter.pdf-in', { language: printed.name })}</a></p>
      </>
    ),
  })
}
