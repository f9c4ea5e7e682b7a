/** The letters that there are in an application: one for each line that is decided or taken back, each question, each referral, each payment that is asked back. */
import type { Selectable } from 'kysely'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { LetterOutcome } from '../../../../packages/pack-kit/schema/service.ts'
import { payBackUntil } from '../clocks/days-after.ts'
import { isObjection } from '../decide/open-objection.ts'
import type { CasesTables } from '../tables.ts'
import type { LetterCase } from './letter.ts'
import { legalDay } from '../clocks/legal-day.ts'

type Row<Table extends keyof CasesTables> = Selectable<CasesTables[Table]>

type Happening = Pick<Row<'happening'>, 'id' | 'kind' | 'at' | 'agency' | 'detail'>

/** What a reader of an application holds in the hand, be it its person or an official of one of its agencies. */
export interface LetterSource {
  application: Pick<Row<'application'>, 'receipt' | 'event' | 'draft' | 'submitted_at'>
  parts: Pick<Row<'part'>, 'id' | 'agency' | 'status' | 'due_on' | 'clock_service' | 'objection_to' | 'reclaim' | 'facts' | 'answers'>[]
  lines: Row<'line'>[]
  questions: Row<'question'>[]
  referrals: Row<'referral'>[]
  happenings: Happening[]
}

/** Oldest first. */
export function lettersIn(pack: Pack, source: LetterSource): LetterCase[] {
  return [...ofLines(pack, source), ...ofQuestions(pack, source), ...ofReferrals(pack, source), ...ofReclaims(pack, source)].sort((a, b) => a.at.getTime() - b.at.getTime())
}

function ofLines(pack: Pack, source: LetterSource): LetterCase[] {
  const withdrawals = source.happenings.filter(({ kind }) => kind === 'withdrawn')
  // Whoever withdrew before objects to what was decided by then: an objection ends with the last time.
  const withdrawnAt = (partId: string) => withdrawals.at(source.parts.some((part) => part.id === partId && isObjection(part)) ? -1 : 0)?.at
  return source.lines.flatMap((line) => {
    const { status, decided_at } = line
    if ((status === 'approved' || status === 'refused') && decided_at !== null) return [lineCase(pack, source, line, status, decided_at)]
    const at = status === 'withdrawn' ? withdrawnAt(line.part_id) : undefined
    return at ? [lineCase(pack, source, line, 'withdrawn', at)] : []
  })
}

/** A line as it is decided, or as it would be. @param reason stands for the official's words where nothing is decided */
export function lineCase(pack: Pack, source: LetterSource, line: Row<'line'>, outcome: LetterOutcome, at: Date, reason: string | null = line.reason): LetterCase {
  const about = { ...base(pack, source, line.part_id), id: line.id, at, services: [line.service], reason: outcome === 'refused' ? reason : null }
  const part = source.parts.find(({ id }) => id === line.part_id)
  const reclaim = part?.reclaim
  if (part && outcome === 'withdrawn' && isObjection(part)) {
    const asked = source.happenings.find(({ id }) => id === reclaim)
    return reclaim ? { ...about, outcome: 'reclaim-kept', asked: askedBack(asked), due: dueAfter(pack, asked, at) } : { ...about, outcome: 'objection-withdrawn' }
  }
  if (reclaim && (outcome === 'approved' || outcome === 'refused')) return { ...about, ...ofObjection(pack, source.happenings.find(({ id }) => id === reclaim), outcome, at) }
  return { ...about, outcome, finding: line.finding, ...(outcome === 'approved' ? { found: line.found, answer: line.answer } : {}) }
}

/** How an objection to what is asked back ended. A claim that rested is paid within its days from then on. */
function ofObjection(pack: Pack, asked: Happening | undefined, outcome: 'approved' | 'refused', at: Date): Pick<LetterCase, 'outcome' | 'asked' | 'due'> {
  if (outcome === 'approved') return { outcome: 'reclaim-lifted', asked: askedBack(asked), due: null }
  return { outcome: 'reclaim-upheld', asked: askedBack(asked), due: dueAfter(pack, asked, at) }
}

/** By when a claim is paid whose objection ended at that moment. */
function dueAfter(pack: Pack, asked: Happening | undefined, at: Date): string | null {
  const since = pack.reclaim?.whileObjected?.claim === 'rests' ? at : asked?.at
  return (since && payBackUntil(pack, since)) ?? null
}

/** @returns null for what was asked back before letters told of it */
function askedBack(asked: Happening | undefined): LetterCase['asked'] {
  const { amount, reference, month } = asked?.detail ?? {}
  return typeof amount === 'number' && typeof reference === 'string' ? { amount, reference, month: String(month) } : null
}

const ofQuestions = (pack: Pack, source: LetterSource): LetterCase[] => source.questions.map((question) => ({ ...base(pack, source, question.part_id), id: question.id, outcome: 'more-asked', at: question.asked_at, question: question.text }))

function ofReferrals(pack: Pack, source: LetterSource): LetterCase[] {
  return source.referrals.map((referral) => {
    const newest = source.referrals.findLast(({ part_id }) => part_id === referral.part_id)?.id === referral.id
    const about = base(pack, source, referral.part_id)
    // Earlier referrals say no day: what has gone on since is another agency's time.
    return { ...about, id: referral.id, outcome: 'referred', agency: referral.to_agency, from: referral.from_agency, at: referral.referred_at, due: newest ? about.due : null }
  })
}

/** Asked back before letters told of it: without a reference, and without a letter. */
export const ofReclaims = (pack: Pack, source: LetterSource): LetterCase[] => source.happenings.flatMap((happening) => {
  const { id, kind, at, agency, detail: { service, reason } } = happening
  const line = source.lines.find((one) => one.service === service && one.status === 'approved')
  const asked = askedBack(happening)
  if (kind !== 'payment-reclaimed' || !line || !asked) return []
  const about = base(pack, source, line.part_id)
  return [{ ...about, id, outcome: 'reclaimed' as const, agency: agency ?? about.agency, at, services: [line.service], finding: line.finding, reason: String(reason), asked, due: payBackUntil(pack, at) ?? null, again: false }]
})

/** Of a part as a whole; its clock's service first, by whose legal time it runs. */
function base(pack: Pack, { application: { receipt, event, draft, submitted_at }, parts, lines }: LetterSource, partId: string): LetterCase {
  const part = parts.find(({ id }) => id === partId)
  if (!part) throw new Error(`no part ${partId}`)
  const services = lines.filter(({ part_id }) => part_id === partId).map(({ service }) => service).sort((a, b) => Number(b === part.clock_service) - Number(a === part.clock_service))
  const at = submitted_at ?? new Date(0)
  return {
    id: partId, outcome: 'more-asked', agency: part.agency, services, receipt: receipt ?? '', event, at, appliedOn: legalDay(pack, at), finding: null, reason: null, question: null, asked: null, from: null,
    due: part.status === 'open' ? part.due_on : null, again: isObjection(part), found: null, answer: null, facts: part.facts, answers: part.answers, draft,
  }
}
