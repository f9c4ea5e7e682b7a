/** What is said while the answer is being made: in one region that screen readers speak from. */
import { renderMarkup } from '../../../web/render.ts'
import type { View } from '../../../web/view.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { Answer, Told } from '../contract.ts'

/** @param first the mark of a model's text stands before its first sentence (AI Basic Act, article 31) */
export function saySentence(view: View, { t, language }: Wording, { text, model }: Told, first: boolean): string {
  return renderMarkup(view, (
    <div lang={language.html} dir={language.dir}>
      {first && model !== undefined ? <p class="caption">{t('assistant.generated.label', { model })}</p> : null}
      <p>{text}</p>
    </div>
  ))
}

/** The sentences of an answer in the order of its page: whom to call, the fixed one, what stands where. */
export function sentencesOf({ t, text, pack }: Wording, { urgent, phrase, kind, statements, language, trace: { model } }: Answer): Told[] {
  const called = pack.assistant.urgent.filter(({ id }) => urgent.includes(id))
  return [
    ...called.flatMap(({ name, phone, says }) => [t('assistant.urgent', { name: text(name), phone }), text(says)]).map((said) => ({ text: said, language })),
    ...(phrase === null || (called.length > 0 && kind === 'unknown') ? [] : [{ text: t(`assistant.phrase.${phrase}`), language }]),
    ...statements.map((statement) => ({ text: statement.text, language, ...(model?.worded === true ? { model: model.name } : {}) })),
  ]
}

/** Empty until something is said. */
export const Live = ({ view: { t } }: { view: View }) => <div data-live aria-live="polite" data-failed={t('assistant.stream.failed')} data-look={t('assistant.stream.look')} />
