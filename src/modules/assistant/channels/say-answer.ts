/** An answer for a channel: the same sentences as on the page, the places where they stand, and what can be done next. */
import type { Wording } from '../../../web/wordings.ts'
import { citedIn, pagesOf } from '../answer/cited-places.ts'
import type { Answer } from '../contract.ts'
import { otherWays } from '../switch/off-answer.ts'
import type { Saying } from './channel.ts'

/** @param origin of the portal, for its addresses */
export function sayAnswer({ t, text, pack, language }: Wording, answer: Answer, turn: string, origin: string): Saying {
  const urgent = pack.assistant.urgent.filter(({ id }) => answer.urgent.includes(id))
  const phrase = answer.phrase === null || (urgent.length > 0 && answer.kind === 'unknown') ? [] : [t(`assistant.phrase.${answer.phrase}`)]
  const places = pagesOf(citedIn(answer))
  return {
    language, choices: answer.options.map(({ label }) => label), foot: t('assistant.channels.foot'),
    // Text that generative AI made is marked, whole, on a speaker too.
    before: answer.trace.model?.worded === true ? [t('assistant.generated.label', { model: answer.trace.model.name })] : [],
    paragraphs: [...urgent.flatMap((one) => [t('assistant.urgent', { name: text(one.name), phone: one.phone }), text(one.says)]), ...phrase, ...answer.statements.map((statement) => statement.text)],
    links: answer.kind === 'off' ? otherWays({ t }, origin) : [
      ...(answer.act === null ? [] : [{ title: t('assistant.start.go'), href: `${origin}/ask/start/${turn}` }]),
      ...(answer.setting === undefined ? [] : [{ title: t('assistant.setting.go'), href: `${origin}/ask/setting/${turn}` }]),
      ...(answer.certificate === undefined || answer.kind !== 'certificate' ? [] : [{ title: t('assistant.certificate.go'), href: `${origin}/ask/certificate/${turn}` }]),
      ...places.map(({ title, href }) => ({ title, href: href.startsWith('/') ? origin + href : href })),
      ...(answer.phrase === 'owed' ? [{ title: t('rules.owed.title'), href: `${origin}/owed` }] : []),
      ...(places.length === 0 ? [{ title: t('assistant.title'), href: `${origin}/ask` }] : [{ title: t('assistant.permalink'), href: `${origin}/ask/answers/${turn}` }]),
    ],
  }
}
