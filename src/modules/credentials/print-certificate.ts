import type { Wording } from '../../web/wordings.ts'
import { amountInWords } from './amount-in-words.ts'
import type { CertificateRow } from './index.ts'

export interface Printing { wording: Wording; origin: string; demonstration: boolean }

/** @returns the bytes of a PDF. What draws them is brought in with the first: it takes memory, and whoever only looks around needs none of it */
export async function printCertificate({ wording, origin, demonstration }: Printing, row: CertificateRow): Promise<Buffer> {
  const { pack, t, date, text } = wording
  const { drawCertificate } = await import('./pdf/draw-certificate.ts')
  const service = text(pack.services.find(({ id }) => id === row.service)?.name ?? {})
  const agency = text(pack.agencies.find(({ id }) => id === row.agency)?.name ?? {})
  const { facts, amounts, decidedOn, law } = row.content
  return drawCertificate({
    lang: wording.language.html, title: t('credentials.paper.title', { service }), issuer: agency, lead: t('credentials.paper.lead', { agency, date: date(decidedOn) }),
    rows: [
      ...facts.map(({ label, value, type }) => ({ label: text(label), value: type === 'date' ? date(value) : value })),
      { label: t('credentials.paper.service'), value: service },
      ...amounts.map((amount) => ({ label: t('credentials.paper.amount'), value: amountInWords(wording, amount) })),
      { label: t('credentials.paper.law'), value: t('credentials.paper.law-value', { law: text(law.law), article: law.article }) },
      { label: t('credentials.paper.receipt'), value: row.receipt },
      { label: t('credentials.paper.number'), value: row.number },
    ],
    checkTitle: t('credentials.paper.check-title'), checkText: t('credentials.paper.check', { address: `${origin}/verify` }),
    address: `${origin}/verify/${row.token}`, qrAlt: t('credentials.paper.qr', { address: `${origin}/verify` }),
    ...(demonstration ? { warning: t('credentials.paper.demonstration') } : {}), number: row.number, issuedAt: row.issued_at,
  })
}
