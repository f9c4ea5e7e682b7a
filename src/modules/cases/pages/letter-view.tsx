/** A letter on a page. Its headings begin where the page says. */
import type { Letter } from '../letters/letter.ts'

/** @property level of its title */
export function LetterView({ letter: { language, from, title, date, receipt, body, sections }, level = 2 }: { letter: Letter; level?: 1 | 2 | 3 }) {
  const [Title, Heading] = level === 1 ? ['h1', 'h2'] as const : level === 2 ? ['h2', 'h3'] as const : ['h3', 'h4'] as const
  return (
    <article class="letter" lang={language.html} dir={language.dir}>
      <p class="hint">{from}</p>
      <Title>{title}</Title>
      <p class="hint">{date} · {receipt}</p>
      {body.map((text, at) => <p key={at}>{text}</p>)}
      {sections.map((section) => <section key={section.title}><Heading>{section.title}</Heading>{section.paragraphs.map((text, at) => <p key={at}>{text}</p>)}</section>)}
    </article>
  )
}
