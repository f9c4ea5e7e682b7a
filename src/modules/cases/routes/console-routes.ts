/** The officials' side: inbox, part, decision, question. */
import Type from 'typebox'
import { momentOf } from '../../../kernel/clock/clock.ts'
import { SeeOther } from '../../../kernel/http/answers.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { casesFaults, InboxReply } from '../contract.ts'
import type { LineDecision } from '../decide/decide-lines.ts'
import { isSameHand } from '../deputies/in-place-of.ts'
import type { Signature } from '../decide/sign-proposals.ts'
import { placeInAddress, placePattern, readPlace } from '../parts/inbox-place.ts'
import { lineCase } from '../letters/cases-in.ts'
import { composeLetter } from '../letters/compose-letter.ts'
import { gatheredPage } from '../pages/gathered-page.tsx'
import { inboxPage } from '../pages/inbox-page.tsx'
import { partLetterPage } from '../pages/part-letter-page.tsx'
import { partDone, partPage } from '../pages/part-page.tsx'
import { inboxOf } from '../queries.ts'
import type { CasesRoutes } from './portal-routes.ts'

const params = strict({ part: Uuid })
const fields = Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 4_000 }))

export function consoleRoutes(http: Http<View>, { cases, clock, wordingIn }: CasesRoutes) {
  const open = async (official: Official, part: string) => {
    const read = await cases.part(official, part)
    const [today, deputies] = [clock.today().toString(), await cases.deputies.of(official.agency)]
    const standsIn = deputies.filter(({ deputy, from_day }) => deputy === official.official && from_day <= today).map((row) => row.official)
    const mayDecide = !isSameHand(read.takenDown.map(({ by }) => by), official.official, standsIn)
    return { read, gathered: await cases.gathering.list(read), mayDecide, today, colleagues: await cases.colleagues(official.agency), deputies }
  }

  /** In the words, and by the clocks, of the pack that its application began with. */
  const show = (view: View, page: Parameters<typeof partPage>[1]) => partPage({ ...view, pack: cases.packOf(page.read.application) }, page)

  http.page('/console', { who: 'official', query: strict({ of: Type.Optional(Type.Enum([...inboxOf])), after: Type.Optional(placePattern), done: Type.Optional(Type.Literal('referred')) }) }, async ({ principal, query: { of = 'all', after, done }, view }) => {
    const [{ rows, next }, decided, colleagues, deputies, told] = await Promise.all([cases.inbox(principal, of, after === undefined ? undefined : readPlace(after)), cases.decided(principal), cases.colleagues(principal.agency), cases.deputies.of(principal.agency), cases.deputies.told(principal)])
    return inboxPage(view, { agency: principal.agency, rows, next, later: after !== undefined, decided, today: clock.today().toString(), of, referred: done === 'referred', colleagues, deputies, told, leads: principal.roles.includes('administrator') })
  })

  http.page('/console/parts/:part', { who: 'caseworker', params, query: strict({ done: Type.Optional(Type.Enum([...partDone])) }) },
    async ({ params: { part }, query, principal, view }) => show(view, { ...await open(principal, part), done: query.done }))

  http.form('/console/parts/:part/facts', { who: 'caseworker', params, body: strict({}) }, async ({ params: { part }, principal, view }) => {
    const gathered = await cases.gathering.ask(principal, part)
    return gatheredPage({ ...view, pack: cases.packOf(gathered) }, { gathered, colleagues: await cases.colleagues(principal.agency), now: clock.now() })
  })

  http.page('/console/parts/:part/facts/:bundle', { who: 'caseworker', params: strict({ part: Uuid, bundle: Uuid }) }, async ({ params: { part, bundle }, principal, view }) => {
    const gathered = await cases.gathering.open(principal, part, bundle)
    return gatheredPage({ ...view, pack: cases.packOf(gathered) }, { gathered, again: true, colleagues: await cases.colleagues(principal.agency), now: clock.now() })
  })

  http.form('/console/parts/:part/decisions', { who: 'caseworker', params, body: fields }, async ({ params: { part }, body, principal, view }) => {
    const { decisions, unreasoned } = readDecisions(body)
    const errors = unreasoned.map((line) => ({ field: `reason-${line}`, text: view.t('cases.fault.reason-missing') }))
    if (decisions.length === 0 && errors.length === 0) errors.push({ field: Object.keys(body)[0] ?? 'part', text: view.t('cases.fault.nothing-chosen') })
    if (errors.length > 0) return show(view, { ...await open(principal, part), errors, typed: body })
    let proposed = 0
    try {
      proposed = (await cases.decide(principal, part, decisions)).proposed
    } catch (cause) {
      if (!(cause instanceof Fault) || cause.code !== 'cases.answer-needed') throw cause
      return show(view, { ...await open(principal, part), errors: [{ field: cause.pointer?.slice(1) ?? 'part', text: view.t('cases.fault.answer-needed') }], typed: body })
    }
    return new SeeOther(`/console/parts/${part}?done=${proposed === 0 ? 'recorded' : 'proposed'}`)
  })

  http.page('/console/parts/:part/letters/:line', { who: 'caseworker', params: strict({ part: Uuid, line: Uuid }) }, async ({ params: { part, line: id }, principal, view }) => {
    const read = await cases.part(principal, part)
    const line = read.lines.find((one) => one.id === id)
    if (!line) throw new Fault(casesFaults.noSuchLine)
    const pack = cases.packOf(read.application)
    const decided = line.status === 'approved' || line.status === 'refused'
    const hidden = view.t('catalogue.studio.letter-hidden')
    const letters = (decided ? [line.status as 'approved' | 'refused'] : ['approved', 'refused'] as const).map((outcome) =>
      composeLetter({ ...wordingIn(read.application.language), pack }, lineCase(pack, { ...read, parts: [read.part] }, line, outcome, line.decided_at ?? momentOf(clock), decided ? line.reason : hidden)))
    return partLetterPage({ ...view, pack }, { part, letters })
  })

  http.form('/console/parts/:part/signatures', { who: 'caseworker', params, body: fields }, async ({ params: { part }, body, principal, view }) => {
    const { signatures, unreasoned } = readSignatures(body)
    const errors = unreasoned.map((proposal) => ({ field: `remark-${proposal}`, text: view.t('cases.fault.remark-missing') }))
    if (signatures.length === 0 && errors.length === 0) errors.push({ field: Object.keys(body)[0] ?? 'part', text: view.t('cases.fault.nothing-chosen') })
    if (errors.length > 0) return show(view, { ...await open(principal, part), errors, typed: body })
    await cases.sign(principal, part, signatures)
    return new SeeOther(`/console/parts/${part}?done=signed`)
  })

  http.form('/console/parts/:part/referral', { who: 'caseworker', params, body: strict({ agency: Type.String({ maxLength: 100 }), why: Type.String({ maxLength: 4_000 }) }) }, async ({ params: { part }, body, principal, view }) => {
    const errors = [
      ...(body.agency === '' ? [{ field: 'agency', text: view.t('cases.fault.no-such-receiver') }] : []),
      ...(body.why.trim() === '' ? [{ field: 'why', text: view.t('cases.fault.referral-reason-missing') }] : []),
    ]
    if (errors.length > 0) return show(view, { ...await open(principal, part), errors, typed: body })
    await cases.refer(principal, part, body.agency, body.why)
    return new SeeOther('/console?done=referred')
  })

  http.form('/console/parts/:part/questions', { who: 'caseworker', params, body: strict({ question: Type.String({ maxLength: 2_000 }) }) }, async ({ params: { part }, body, principal, view }) => {
    if (body.question.trim() === '') {
      const errors = [{ field: 'question', text: view.t('cases.fault.question-missing') }]
      return show(view, { ...await open(principal, part), errors, typed: body })
    }
    await cases.askMore(principal, part, body.question.trim())
    return new SeeOther(`/console/parts/${part}?done=asked`)
  })

  http.api('GET', '/api/inbox', {
    who: 'caseworker', query: strict({ after: Type.Optional(placePattern) }), summary: 'Parts that wait at my agency, by legal deadline, a page at a time', tag: 'cases', reply: { 200: InboxReply },
  }, async ({ principal, query }) => {
    const { rows, next } = await cases.inbox(principal, 'all', query.after === undefined ? undefined : readPlace(query.after))
    return {
      next: next && placeInAddress(next),
      parts: rows.map(({ id, receipt, event, status, due_on, services }) => ({ part: id, receipt: receipt ?? '', event, status, dueOn: due_on ?? '', services: services ?? [] })),
    }
  })
}

/** `outcome-<line>`, `reason-<line>` and `answer-<line>` for each line of the part. */
function readDecisions(body: Record<string, string>): { decisions: LineDecision[]; unreasoned: string[] } {
  const decisions: LineDecision[] = []
  const unreasoned: string[] = []
  for (const [name, value] of Object.entries(body)) {
    const match = /^(outcome|reason|answer)-([0-9a-f-]{36})$/.exec(name)
    if (!match) throw new Fault(kernelFaults.invalidInput, { pointer: `/${name}`, values: { reason: 'unknown', part: 'body', field: name } })
    const line = match[2]!
    if (match[1] !== 'outcome' || value === 'later') continue
    const reason = (body[`reason-${line}`] ?? '').trim()
    if (value === 'approve') decisions.push({ line, outcome: 'approved', reason: null, answer: body[`answer-${line}`] ?? null })
    else if (value !== 'refuse') throw new Fault(kernelFaults.invalidInput, { pointer: `/${name}`, values: { reason: 'choice', part: 'body', field: name } })
    else if (reason === '') unreasoned.push(line)
    else decisions.push({ line, outcome: 'refused', reason })
  }
  return { decisions, unreasoned }
}

/** `act-<proposal>` and `remark-<proposal>` for each proposal of the part: of the one that was seen, not of its line. */
function readSignatures(body: Record<string, string>): { signatures: Signature[]; unreasoned: string[] } {
  const signatures: Signature[] = []
  const unreasoned: string[] = []
  for (const [name, value] of Object.entries(body)) {
    const match = /^(act|remark)-([0-9a-f-]{36})$/.exec(name)
    if (!match) throw new Fault(kernelFaults.invalidInput, { pointer: `/${name}`, values: { reason: 'unknown', part: 'body', field: name } })
    const proposal = match[2]!
    if (match[1] !== 'act' || value === 'later') continue
    const remark = (body[`remark-${proposal}`] ?? '').trim()
    if (value === 'sign') signatures.push({ proposal, remark: null })
    else if (value !== 'return') throw new Fault(kernelFaults.invalidInput, { pointer: `/${name}`, values: { reason: 'choice', part: 'body', field: name } })
    else if (remark === '') unreasoned.push(proposal)
    else signatures.push({ proposal, remark })
  }
  return { signatures, unreasoned }
}
