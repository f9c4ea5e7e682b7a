import type { Cases } from '../../cases/index.ts'
import type { Notices } from '../../notices/index.ts'
import type { Answering } from './answer-message.ts'

/** How many of a person's own matters there are, where each stands, and where to read on: no name, no amount, nobody else. */
export function tellOwnMatters({ cases, notices }: { cases: Cases; notices: Notices }, origin: string): Answering['ownMatters'] {
  return async ({ t, text, pack }, person, kind) => {
    if (kind === 'own-notices') {
      return { paragraphs: [t('assistant.own.notices', { count: await notices.unread(person) })], links: [{ title: t('assistant.own.inbox'), href: `${origin}/my/inbox` }] }
    }
    const rows = await cases.applications(person)
    const nameOf = (event: string) => { const found = pack.lifeEvents.find(({ id }) => id === event); return found ? text(found.name) : event }
    return {
      paragraphs: [t('assistant.own.applications', { count: rows.length }), ...rows.slice(0, 5).map(({ event, status }) => `${nameOf(event)}: ${t(`cases.status.${status}`)}`)],
      links: [{ title: t('web.nav.applications'), href: `${origin}/my/applications` }],
    }
  }
}
