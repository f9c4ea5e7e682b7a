/** What somebody takes home who has no address to write to: the number, who decides until when, and how to see it later. */
import type { View } from '../../../web/view.ts'
import { legalDay } from '../clocks/legal-day.ts'
import { drawLetter } from '../letters/draw-letter.ts'
import { agencyName, eventName, serviceName } from '../pages/value-in-words.ts'
import type { ReadApplication } from '../read-application.ts'
import type { VisitRow } from './visit.ts'

export function drawReceipt(view: View, { visit, read, demonstration }: { visit: VisitRow; read: ReadApplication; demonstration: boolean }): Promise<Buffer> {
  const { t, pack } = view
  const { application, parts, lines } = read
  const receipt = application.receipt ?? ''
  const at = application.submitted_at ?? application.created_at
  const services = (part: string) => lines.filter(({ part_id }) => part_id === part).map(({ service }) => serviceName(view, service)).join(', ')
  return drawLetter({
    receipt, language: view.language, from: agencyName(view, visit.agency), title: t('counter.receipt.title', { receipt }), date: view.date(legalDay(pack, at)),
    body: [t('counter.receipt.sent', { name: visit.name, event: eventName(view, application.event), date: view.dateTime(at) }), t('counter.paper.by', { official: visit.official_name, agency: agencyName(view, visit.agency) })],
    sections: [
      { title: t('cases.application.parts'), paragraphs: parts.map(({ id, agency, due_on }) => (due_on === null ? t('counter.receipt.part', { agency: agencyName(view, agency), services: services(id) }) : t('counter.receipt.part-until', { agency: agencyName(view, agency), services: services(id), date: view.date(due_on) }))) },
      { title: t('counter.receipt.later'), paragraphs: [t('counter.receipt.later-see'), t('counter.receipt.later-register', { agencies: (pack.registration?.agencies ?? []).map((id) => agencyName(view, id)).join(', ') }), t('counter.receipt.later-stop', { phone: pack.helpLine.phone })] },
    ],
  }, at, demonstration ? t('credentials.paper.demonstration') : undefined)
}
