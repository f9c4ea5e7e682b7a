/** A person's certificates as the issuer has them in its books now: those on paper, and those in wallets. Read when they are shown, kept nowhere. */
import type { Wording } from '../../../web/wordings.ts'
import type { Credentials } from '../../credentials/index.ts'

export interface OwnCertificate { name: string; says: string; href: string; valid: boolean }

/** @param type of a credential: what is in wallets of this type alone. @returns the newest first */
export async function ownCertificates(credentials: Pick<Credentials, 'list' | 'issuer'>, { t, text, pack, dateTime }: Wording, person: string, type: string | undefined): Promise<OwnCertificate[]> {
  const holdings = (await credentials.issuer?.revoking.holdings(person) ?? []).filter((holding) => type === undefined || holding.type === type)
  const cards = holdings.map(({ type: id, state, endsAt }): OwnCertificate => ({
    name: text(pack.credentials.find((one) => one.id === id)?.name ?? {}), href: '/my/wallet', valid: state === 0,
    says: state === 0 ? t('assistant.own.certificate-valid', { until: dateTime(endsAt) }) : t('assistant.own.certificate-revoked'),
  }))
  const papers = type === undefined ? await credentials.list(person) : []
  return [...cards, ...papers.map(({ id, number, service, issued_at: at, revoked_at: revoked }): OwnCertificate => ({
    name: text(pack.services.find((one) => one.id === service)?.name ?? {}), href: `/my/documents/${id}.pdf`, valid: revoked === null,
    says: revoked === null ? t('assistant.own.certificate-paper', { number, at: dateTime(at) }) : t('assistant.own.certificate-revoked'),
  }))]
}
