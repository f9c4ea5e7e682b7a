import { ownCertificates } from '../certificates/own-certificates.ts'
import type { Cases } from '../../cases/index.ts'
import type { Credentials } from '../../credentials/index.ts'
import { dutyPath, type Notices } from '../../notices/index.ts'
import { lawOfDuty, noneInWords } from '../due/own-due.tsx'
import { dueWithin } from '../due/within.ts'
import type { Answering } from './answer-message.ts'

/** How many of a person's own matters there are, where each stands, and where to read on: no name, no amount, nobody else. */
export function tellOwnMatters({ cases, notices, credentials, today }: { cases: Cases; notices: Notices; credentials: Pick<Credentials, 'list' | 'issuer'>; today(): string }, origin: string): Answering['ownMatters'] {
  return async (wording, person, kind, { due: wish = { duty: null, within: null }, certificate }) => {
    const { t, text, pack } = wording
    if (kind === 'own-notices') {
      return { paragraphs: [t('assistant.own.notices', { count: await notices.unread(person) })], links: [{ title: t('assistant.own.inbox'), href: `${origin}/my/inbox` }] }
    }
    if (kind === 'own-certificates') {
      const all = await ownCertificates(credentials, wording, person, certificate)
      return { paragraphs: [certificate !== undefined && all.length === 0 ? t('assistant.own.certificate-none') : t('assistant.own.certificates', { count: all.length }), ...all.slice(0, 5).map(({ name, says }) => `${name}: ${says}`)], links: [{ title: t('credentials.wallet.title'), href: `${origin}/my/wallet` }, { title: t('credentials.documents.title'), href: `${origin}/my/documents` }] }
    }
    if (kind === 'own-due') {
      const { due: all, lookedOn } = await notices.due(person)
      const { due, next } = dueWithin(all, wish, today())
      const told = next === undefined ? due : [next]
      const none = () => (lookedOn === null ? t('assistant.own.due-unlooked') : noneInWords(wording, wish, today()))
      return {
        paragraphs: [due.length === 0 ? none() : t('assistant.own.due', { count: due.length }), ...(next === undefined ? [] : [t('assistant.own.due-next')]), ...told.slice(0, 5).map(({ duty, on, missed }) => t(missed ? 'notices.due.missed' : 'notices.due.until', { duty: text(duty.name), date: wording.date(on) })), ...(told[0] ? [lawOfDuty(wording, told[0].duty)] : [])],
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
