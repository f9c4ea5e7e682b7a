/** What a certificate states, line by line, in the words of a reader: the same on paper and on the page. */
import type { CertifiedAmount } from './claims.ts'
import type { Certificate } from './read-certificates.ts'
import type { Words } from './wording.ts'

export interface Line { label: string; value: string }

export function agencyName({ pack, text }: Words, id: string): string {
  const agency = pack.agencies.find((candidate) => candidate.id === id)
  return agency ? text(agency.name) : id
}

export function serviceName({ pack, text }: Words, id: string): string {
  const service = pack.services.find((candidate) => candidate.id === id)
  return service ? text(service.name) : id
}

/** Certified facts, then what was granted, then where it rests. */
export function statedLines(words: Words, certificate: Certificate): Line[] {
  const { t, text, date } = words
  const { facts, amounts, law } = certificate
  return [
    ...facts.map(({ label, value }) => ({ label: labelInWords(words, label), value: valueInWords(words, value) })),
    ...amounts.map((amount) => ({ label: t('credentials.line.amount'), value: amountInWords(words, amount) })),
    { label: t('credentials.line.service'), value: serviceName(words, certificate.service) },
    { label: t('credentials.line.agency'), value: agencyName(words, certificate.agency) },
    { label: t('credentials.line.decided'), value: date(certificate.decidedOn) },
    { label: t('credentials.line.law'), value: t('credentials.law', { law: text(law.law), article: law.article }) },
    ...(certificate.receipt === '' ? [] : [{ label: t('credentials.line.receipt'), value: certificate.receipt }]),
    { label: t('credentials.line.number'), value: certificate.number },
    { label: t('credentials.line.issued'), value: words.dateTime(certificate.issuedAt) },
  ]
}

export function labelInWords({ text }: Words, label: Record<string, string>): string {
  return text(label) || Object.values(label)[0] || ''
}

function valueInWords({ date }: Words, value: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? date(value) : value
}

export function amountInWords({ t, money, date }: Words, { value, per, upTo, from, until, of }: CertifiedAmount): string {
  const amount = t(`credentials.amount.${per}`, { amount: upTo ? t('credentials.amount.up-to', { amount: money(value) }) : money(value) })
  const period = from && until ? t('credentials.amount.from-until', { from: date(from), until: date(until) })
    : until ? t('credentials.amount.until', { until: date(until) })
      : from ? t('credentials.amount.from', { from: date(from) }) : undefined
  return [amount, of === undefined ? undefined : t('credentials.amount.for', { name: of }), period].filter((part) => part !== undefined).join(', ')
}
