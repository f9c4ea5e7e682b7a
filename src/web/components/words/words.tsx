import type { Text } from '../../../kernel/schema/schema.ts'
import type { View } from '../../view.ts'

/** A text of the pack. Where it does not exist in the reader's language, it is marked as what it is, so that it is read aloud right (WCAG 3.1.2). */
export function Words({ view, text }: { view: View; text: Text }) {
  const words = view.text(text)
  const { tag, html } = view.language
  if (text[tag] !== undefined) return <>{words}</>
  const other = view.pack.languages.find((language) => text[language.tag] === words)
  return other === undefined || other.html === html ? <>{words}</> : <span lang={other.html} dir={other.dir}>{words}</span>
}
