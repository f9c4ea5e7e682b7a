/** What is said while the assistant is switched off: that it is, the other ways, and a human by one press. Nothing is understood, so nothing is lost either. */
import type { Wording } from '../../../web/wordings.ts'
import { foldText } from '../../search/index.ts'
import { helpLine } from '../answer/help-line.ts'
import type { Answer } from '../contract.ts'
import { chooseOption, type OptionWords } from '../understand/choose-option.ts'

/** @param on the day. @param urgent whom to call comes first while it is off, too */
export function offAnswer(wording: Wording, urgent: string[], edition: string, on: string): Answer {
  return {
    kind: 'off', language: wording.language.tag, urgent, phrase: 'off', ...helpLine(wording), options: [{ label: wording.t('assistant.human.ask') }], act: null,
    trace: { intent: 'outside', confidence: 1, topic: null, hits: [], edition, on, checks: [] },
  }
}

/** The one choice that is offered: its number, or its words. */
export const wantsHuman = ({ t }: Wording, options: OptionWords, message: string): boolean =>
  chooseOption(options, message, ['human'], undefined) === 'human' || foldText(message).trim() === foldText(t('assistant.human.ask')).trim()

/** Places that need no assistant. @param origin of the portal; empty for its own pages */
export const otherWays = ({ t }: Pick<Wording, 't'>, origin = ''): { title: string; href: string }[] => [{ title: t('catalogue.services.title'), href: `${origin}/services` }, { title: t('web.help.title'), href: `${origin}/help` }]
