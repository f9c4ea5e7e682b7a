/** What a question of a program is about, in the reader's words. */
import type { View } from '../../../../web/view.ts'
import type { Act } from '../confirm/confirmations.ts'

/** An application is named on its own page; in a list it is one of the person's. */
export const objectInWords = (view: View, act: Act, object: string): string =>
  (act === 'setting' ? view.t('assistant.agents.notice-settings') : act === 'start' ? view.text(view.pack.lifeEvents.find(({ id }) => id === object)?.name ?? {}) : view.t('assistant.agents.an-application'))
