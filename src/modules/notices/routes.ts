/** The inbox, for people and for programs. */
import Type from 'typebox'
import type { Http } from '../../kernel/http/http.ts'
import { strict, Uuid } from '../../kernel/schema/schema.ts'
import type { View } from '../../web/view.ts'
import { browserRoutes } from './browser-routes.ts'
import { type DueTold, type Happening, NoticesReply } from './contract.ts'
import { passRoutes } from './console-routes.ts'
import type { ChildrenNames } from './due/children-names.ts'
import { dueRoutes } from './due/due-routes.ts'
import type { Notices, Passes } from './index.ts'
import { titleInWords } from './notice-in-words.ts'
import { inboxPage } from './pages/inbox-page.tsx'
import { noticePage } from './pages/notice-page.tsx'
import { settingsRoutes, type SettingsOptions } from './settings-routes.ts'

export interface NoticesOptions extends SettingsOptions {
  /** The platform's public VAPID key, where web push is open. */
  pushKey?: string | undefined
  passes?: Passes
  /** The legal day. */
  today(): string
  /** Of these children, as far as the reader may see them. */
  childrenNames(person: string, of: readonly (string | null)[]): Promise<ChildrenNames>
}

const query = strict({ before: Type.Optional(Uuid) })

export function noticesRoutes(http: Http<View>, notices: Notices, options: NoticesOptions) {
  http.page('/my/inbox', { who: 'resident', assurance: 'low', onBehalf: 'notices', query }, async ({ principal, query: { before }, view }) => inboxPage(view, await notices.list(principal.person, before)))
  settingsRoutes(http, notices, options)
  dueRoutes(http, notices, options)
  if (options.passes) passRoutes(http, options.passes)
  if (options.pushKey !== undefined) browserRoutes(http, options.pushKey)
  http.page('/my/inbox/:id', { who: 'resident', assurance: 'low', onBehalf: 'notices', params: strict({ id: Uuid }) }, async ({ params, principal: { person }, view }) => {
    const opened = await notices.open(person, params.id)
    return noticePage(view, opened, await options.childrenNames(person, dueIn(opened.notice.data).map(({ of }) => of)))
  })

  http.api('GET', '/api/notices', { who: 'resident', assurance: 'low', onBehalf: 'notices', query, summary: 'My notices, newest first', tag: 'notices', reply: { 200: NoticesReply } },
    async ({ principal, query: { before }, view }) => {
      const { rows, messages, older } = await notices.list(principal.person, before)
      return {
        older,
        notices: rows.map(({ id, kind, data, receipt, created_at, read_at }) => ({
          id, kind, title: titleInWords(view, data), receipt, createdAt: created_at.toISOString(), readAt: read_at?.toISOString() ?? null,
          messages: messages.filter(({ notice }) => notice === id).map(({ channel, state, due_at }) => ({ channel, state, dueAt: due_at.toISOString() })),
        })),
      }
    })
}

const dueIn = (happening: Happening): readonly DueTold[] => (happening.kind === 'entitlements' || happening.kind === 'due' ? happening.due ?? [] : [])
