/** What somebody signs at a counter: all that would be sent, who wrote it down, and two lines. A4, tagged. */
import { floor, margin, onPaper, openPaper, paperInk, width } from '../../../web/paper/open-paper.ts'
import type { View } from '../../../web/view.ts'
import { personInWords } from '../../exchange/index.ts'
import type { Assessed } from '../apply/assess.ts'
import { askedSteps } from '../apply/asked-steps.ts'
import { subjectOf } from '../apply/subject.ts'
import type { OwnApplication } from '../index.ts'
import { amountInWords } from '../pages/amount-in-words.ts'
import { saidBy } from '../pages/entrusted-rows.tsx'
import { agencyName, answerInWords, eventName, factLabel } from '../pages/value-in-words.ts'
import { consentSections, knownSections, type Section } from './pages/everything.ts'
import type { VisitRow } from './visit.ts'

export interface Summary {
  visit: VisitRow
  official: { name: string; agency: string }
  application: OwnApplication
  services: readonly Assessed[]
  /** The legal day. */
  today: string
  at: Date
  demonstration: boolean
}

const { ink, quiet, accent } = paperInk

/** In points: room for a hand. */
const line = { height: 54, width: 200 }

export function drawSummary(view: View, summary: Summary): Promise<Buffer> {
  const { visit, official, application, at } = summary
  const { t } = view
  const title = t('counter.paper.title', { event: eventName(view, application.event) })
  const { doc, block, warn, close } = openPaper({ lang: view.language.html, title: onPaper(title), subject: application.id, at })
  if (summary.demonstration) warn(t('credentials.paper.demonstration'))
  block('P', () => { doc.font('bold').fontSize(11).fillColor(accent).text(onPaper(agencyName(view, official.agency)), margin, margin, { width }) })
  block('P', () => { doc.moveDown(0.3).font('regular').fontSize(10.5).fillColor(quiet).text(onPaper(`${view.dateTime(at)} · ${t('counter.paper.version', { version: application.version })}`), { width }) })
  block('H1', () => { doc.moveDown(1).font('bold').fontSize(20).fillColor(ink).text(onPaper(title), { width, lineGap: 4 }) })
  const paragraph = (text: string) => { block('P', () => { doc.moveDown(0.35).font('regular').fontSize(11).fillColor(ink).text(onPaper(text), { width, lineGap: 3 }) }) }
  paragraph(t('counter.paper.for', { name: visit.name, person: visit.person }))
  if (visit.present_name !== null) paragraph(t('counter.bar.present', { present: visit.present_name, name: visit.name }))
  paragraph(t('counter.paper.by', { official: official.name, agency: agencyName(view, official.agency) }))
  for (const { title: of, sections } of partsOf(view, summary)) {
    block('H2', () => { doc.moveDown(1).font('bold').fontSize(14).fillColor(ink).text(onPaper(of), { width }) })
    for (const section of sections) {
      if (section.title !== '') block('H3', () => { doc.moveDown(0.7).font('bold').fontSize(12).fillColor(ink).text(onPaper(section.title), { width }) })
      for (const { key, value } of section.rows) paragraph(`${key}: ${value}`)
    }
  }
  block('H2', () => { doc.moveDown(1).font('bold').fontSize(14).fillColor(ink).text(onPaper(t('counter.paper.signature')), { width }) })
  paragraph(t('counter.paper.statement', { official: official.name }))
  const name = visit.present_name ?? visit.name
  for (const whose of [t('counter.paper.sign-here', { name }), t('counter.paper.sign-official', { name: official.name })]) {
    if (doc.y + line.height > floor) doc.addPage()
    block('P', () => {
      const y = doc.y + line.height - 16
      doc.moveTo(margin, y).lineTo(margin + line.width, y).lineWidth(0.75).strokeColor(ink).stroke()
      doc.font('regular').fontSize(10.5).fillColor(quiet).text(onPaper(whose), margin, y + 4, { width })
    })
  }
  return close()
}

function partsOf(view: View, { application, services, today }: Summary): { title: string; sections: Section[] }[] {
  const { pack, t } = view
  const { draft, event } = application
  const fact = (name: string) => pack.facts.find((candidate) => candidate.fact === name)
  const subject = subjectOf(pack, event, draft)
  const lifeEvent = pack.lifeEvents.find(({ id }) => id === event)
  const said = [
    ...(lifeEvent?.subject && subject ? [{ key: view.text(lifeEvent.subject.title), value: personInWords(view, subject) }] : []),
    ...askedSteps(pack, event, draft).flatMap((step) => (step.repeat
      ? draft.newborns.map((child) => ({ key: view.text(step.title), value: t('cases.person-born', { name: child.name, date: view.date(child.birthDate) }) }))
      : step.questions.map(({ fact: name, label }) => ({ key: view.text(label), value: answerInWords(view, fact(name), draft.answers[name] ?? '') })))),
    ...Object.entries(draft.entrusted ?? {}).map(([name, { by }]) => ({ key: factLabel(view, name), value: saidBy(view, name, draft.answers[name] ?? '', by) })),
    ...Object.entries(draft.corrections).map(([name, value]) => ({ key: factLabel(view, name), value: t('cases.known.corrected', { value: answerInWords(view, fact(name), value) }) })),
  ]
  return [
    { title: t('cases.check.section.services'), sections: [{ title: '', rows: services.map(({ service, finding }) => ({ key: view.text(service.name), value: finding === null || finding.amounts.length === 0 ? agencyName(view, service.agency) : finding.amounts.map((amount) => amountInWords(view, amount)).join(' · ') })) }] },
    ...(said.length === 0 ? [] : [{ title: t('cases.check.section.answers'), sections: [{ title: '', rows: said }] }]),
    { title: t('cases.check.section.consents'), sections: consentSections(view, application, today) },
    { title: t('cases.known.title'), sections: knownSections(view, application) },
  ]
}
