import { ownCertificates } from '../certificates/own-certificates.ts'
import type { Cases } from '../../cases/index.ts'
import type { Credentials } from '../../credentials/index.ts'
import { dutyPath, type Notices } from '../../notices/index.ts'
import { lawOfDuty } from '../due/own-due.tsx'
import type { Answering } from './answer-message.ts'

/** How many of a person's own matters there are, where each stands, and where to read on: no name, no amount, nobody else. */
export function tellOwnMatters({ cases, notices, credentials }: { cases: Cases; notices: Notices; credentials: Pick<Credentials, 'list' | 'issuer'> }, origin: string): Answering['ownMatters'] {
  return async (wording, person, kind) => {
    const { t, text, pack } = wording
    if (kind === 'own-notices') {
      return { paragraphs: [t('assistant.own.notices', { count: await notices.unread(person) })], links: [{ title: t('assistant.own.inbox'), href: `${origin}/my/inbox` }] }
    }
    if (kind === 'own-certificates') {
      const all = await ownCertificates(credentials, wording, person, undefined)
      return { paragraphs: [t('assistant.own.certificates', { count: all.length }), ...all.slice(0, 5).map(({ name, says }) => `${name}: ${says}`)], links: [{ title: t('credentials.wallet.title'), href: `${origin}/my/wallet` }, { title: t('credentials.documents.title'), href: `${origin}/my/documents` }] }
    }
    if (kind === 'own-due') {
      const { due: all, lookedOn } = await notices.due(person)
      return {
        paragraphs: [all.length === 0 ? t(lookedOn === null ? 'assistant.own.due-unlooked' : 'assistant.own.due-none') : t('assistant.own.due', { count: all.length }), ...all.slice(0, 5).map(({ duty, on, missed }) => t(missed ? 'notices.due.missed' : 'notices.due.until', { duty: text(duty.name), date: wording.date(on) })), ...(all[0] ? [lawOfDuty(wording, all[0].duty)] : [])],
        links: [{ title: t('notices.due.title'), href: `${origin}${dutyPath}` }],
      }
    }
    const rows = await cases.applications(person)
    const nameOf = (event: string) => { const found = pack.lifeEvents.find(({ id }) => id === event); return found ? text(found.name) : event }
    return {
      paragraphs: [t('assistant.own.applications', { count: rows.length }), ...rows.slice(0, 5).map(({ event, status }) => `${nameOf(event)}: ${t(`cases.status.${status}`)}`)],
      links: [{ title: t('web.nav.applications'), href: `${origin}/my/applications` }],
    }
  }
}
