/** Whose a program is, in the reader's words: a site, or nobody's but this computer's. */
import type { View } from '../../../../web/view.ts'

const here = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/

export const hostInWords = (view: View, host: string): string => (here.test(host) ? view.t('assistant.agents.this-computer') : host)
