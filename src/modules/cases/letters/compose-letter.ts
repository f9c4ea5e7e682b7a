/**
 * The whole letter. The agency's own text comes first, where the service has one and the case has its values; what the law wants in
 * every letter is written by the house beneath it: in Korea the reason (행정절차법 §23), the way and the time to object (§26).
 */
import type { Source } from '../../../../packages/pack-kit/schema/common.ts'
import type { Wording } from '../../../web/wordings.ts'
import { valueInWords } from '../../exchange/index.ts'
import { objectionBy, objectionUntil } from '../clocks/days-after.ts'
import { amountInWords, periodInWords } from '../pages/amount-in-words.ts'
import { fillTemplate, type MadeUp } from './fill-template.ts'
import type { Letter, LetterCase, Section } from './letter.ts'
import { legalDay } from '../clocks/legal-day.ts'

/** @param wording on the pack that the case began with */
export function composeLetter(wording: Wording, about: LetterCase, madeUp?: MadeUp): Letter {
  const { t, pack, text, date, language: { tag, html, dir, name } } = wording
  const filled = fillTemplate(wording, about, madeUp)
  const agency = agencyIn(wording, about.agency)
  const service = new Intl.ListFormat(html).format(about.services.map((id) => text(pack.services.find((one) => one.id === id)?.name ?? {}) || id))
  const day = date(legalDay(pack, about.at))
  return {
    id: about.id, outcome: about.outcome, language: { tag, html, dir, name }, from: agency, title: t(`cases.letter.title.${about.outcome}`, { service }), receipt: about.receipt, date: day,
    body: 'body' in filled ? filled.body : [t(`cases.letter.general.${about.outcome}`, { service, agency, date: day })],
    sections: sectionsOf(wording, about).filter(({ paragraphs }) => paragraphs.length > 0),
    gap: 'gap' in filled ? filled.gap : undefined,
  }
}

function sectionsOf(wording: Wording, about: LetterCase): Section[] {
  const { t, pack, date, text } = wording
  const section = (name: string, paragraphs: string[]): Section => ({ title: t(`cases.letter.section.${name}`), paragraphs })
  const contact = section('contact', contactOf(wording, about.agency))
  const laws = section('law', lawsOf(wording, about))
  const said = (words: string | null) => (words ?? '').split('\n').filter((line) => line.trim() !== '')
  switch (about.outcome) {
    case 'approved': return [section('receive', amountsOf(wording, about)), section('found', foundOf(wording, about)), section('why', reasonsOf(wording, about)), laws, section('disagree', complaintOf(wording, about)), contact]
    case 'refused': return [section('why', reasonsOf(wording, about)), laws, section('disagree', objectionOf(wording, about)), contact]
    case 'more-asked': return [section('asked', said(about.question)), section('time', [t('cases.letter.time-stopped')]), laws, contact]
    case 'referred': return [section('time', about.due === null ? [] : [t('cases.letter.due', { date: date(about.due) })]), section('law', pack.referral ? [cited(wording, pack.referral.source)] : []), contact]
    case 'withdrawn': return [section('next', [t('cases.letter.again'), ...about.services.slice(0, 1).map((id) => text(pack.services.find((one) => one.id === id)?.howToApply ?? {}))].filter((line) => line !== '')), laws, contact]
    case 'reclaimed': return [section('pay-back', payBackOf(wording, about)), section('why', said(about.reason)), laws, section('disagree', objectionOf(wording, about)), contact]
    case 'reclaim-lifted': return [section('lifted', liftedOf(wording, about)), laws, contact]
    case 'reclaim-upheld': return [section('pay-back', payBackOf(wording, about)), section('why', said(about.reason)), laws, section('disagree', objectionOf(wording, about)), contact]
    case 'objection-withdrawn': return [section('next', [t('cases.letter.again')]), laws, section('disagree', objectionOf(wording, about)), contact]
    case 'reclaim-kept': return [section('pay-back', payBackOf(wording, about)), laws, section('disagree', objectionOf(wording, about)), contact]
    default: return about.outcome satisfies never
  }
}

/** How much, for when, under which reference, and by when. */
function payBackOf(wording: Wording, { asked, due }: LetterCase): string[] {
  const { t, pack, money, month, date } = wording
  if (!asked) return []
  return [
    t('cases.letter.asked-back', { money: money(asked.amount), month: month(asked.month) }), t('cases.letter.reference', { reference: asked.reference }),
    ...(pack.reclaim && due !== null ? [t('cases.letter.pay-by', { date: date(due) }), cited(wording, pack.reclaim.source)] : []),
  ]
}

const liftedOf = ({ t, money, month }: Wording, { asked }: LetterCase): string[] =>
  (asked ? [t('cases.letter.lifted', { money: money(asked.amount), month: month(asked.month) }), t('cases.letter.lifted-paid'), t('cases.letter.lifted-goes-on')] : [])

const agencyIn = ({ pack, text }: Wording, id: string) => text(pack.agencies.find((agency) => agency.id === id)?.name ?? {}) || id

function contactOf(wording: Wording, agency: string): string[] {
  const phone = wording.pack.agencies.find(({ id }) => id === agency)?.contact.phone
  return phone === undefined ? [] : [wording.t('cases.letter.contact', { agency: agencyIn(wording, agency), phone })]
}

function amountsOf(wording: Wording, { finding }: LetterCase): string[] {
  return (finding?.amounts ?? []).map((amount) => {
    const period = periodInWords(wording, amount)
    const told = period === '' ? amountInWords(wording, amount) : `${amountInWords(wording, amount)} (${period})`
    return amount.sentence === undefined ? told : `${told} – ${wording.text(amount.sentence)}`
  })
}

function foundOf(wording: Wording, { found, answer }: LetterCase): string[] {
  const rows = (found ?? []).map((fact) => {
    const field = wording.pack.registers.find(({ id }) => id === fact.register)?.fields[fact.field]
    return `${field ? wording.text(field.label) : fact.field}: ${valueInWords(wording, field, fact.value)}`
  })
  return answer === null ? rows : [...rows, wording.t('cases.found.answer', { answer })]
}

/** The official's words before the rules' sentences; those only where they say the same as the decision. */
function reasonsOf({ text }: Wording, { outcome, finding, reason }: LetterCase): string[] {
  const agrees = finding?.outcome === (outcome === 'approved' ? 'owed' : 'not-owed')
  const sentences = agrees ? finding.reasons.filter(({ holds }) => holds === (outcome === 'approved')).map(({ sentence }) => text(sentence)) : []
  return [...(reason ?? '').split('\n').filter((line) => line.trim() !== ''), ...sentences]
}

function cited({ t, text }: Wording, { law, article, unverified }: Source): string {
  const where = t('web.law.cited', { law: text(law), article })
  return unverified === true ? `${where} (${t('web.law.unverified')})` : where
}

function lawsOf(wording: Wording, { services, finding }: LetterCase): string[] {
  const sources = services.flatMap((id) => {
    const service = wording.pack.services.find((one) => one.id === id)
    return finding?.law && finding.service === id ? [finding.law] : service ? [service.source] : []
  })
  return [...new Set(sources.map((source) => cited(wording, source)))]
}

const complaintOf = ({ pack, text }: Wording, { services }: LetterCase): string[] => services.flatMap((id) => {
  const service = pack.services.find((one) => one.id === id)
  return service ? [text(service.complaint)] : []
})

/** Where the agency has spoken twice, or the country knows no objection, what else there is. */
function objectionOf(wording: Wording, about: LetterCase): string[] {
  const { t, pack, date, text } = wording
  const against = about.outcome === 'reclaimed' ? 'reclaim' : 'refusal'
  const [by, until] = [objectionBy(pack, against), objectionUntil(pack, about.at, against)]
  if (!pack.objection || !by || until === undefined) return complaintOf(wording, about)
  const { within, decision } = by
  const { elsewhere } = pack.objection
  if (about.again) return [text(elsewhere)]
  return [
    t('cases.letter.object', { agency: agencyIn(wording, about.agency), date: date(until) }), t('cases.objection.lead', { days: decision.days }),
    ...(against === 'reclaim' ? whileObjected(wording) : []),
    cited(wording, within.source), text(elsewhere),
  ]
}

/** Whether what is asked back is owed meanwhile, and by which law. */
function whileObjected(wording: Wording): string[] {
  const rests = wording.pack.reclaim?.whileObjected
  return rests ? [wording.t(`cases.reclaim.while-${rests.claim}`), cited(wording, rests.source)] : []
}
