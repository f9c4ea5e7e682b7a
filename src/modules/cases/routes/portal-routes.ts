/** The resident's way through an application: one page at a time, saved at every step, POST then 303 then GET. */
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { Purpose } from '../../../../packages/pack-kit/schema/purpose.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import { SeeOther } from '../../../kernel/http/answers.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import type { View } from '../../../web/view.ts'
import type { Entry } from '../calendar/entries.ts'
import type { Wording } from '../../../web/wordings.ts'
import { servicesToSend, type Assessment } from '../apply/assess.ts'
import { askedSteps } from '../apply/asked-steps.ts'
import { checkApplicant, registeredAlready } from '../apply/check-applicant.ts'
import { withStepDone, type Draft } from '../apply/draft.ts'
import type { Cases, OwnApplication } from '../index.ts'
import { checkPage } from '../pages/check-page.tsx'
import { consentField, consentPage } from '../pages/consent-page.tsx'
import { knownPage } from '../pages/known-page.tsx'
import { owedPage } from '../pages/owed-page.tsx'
import { questionsPage } from '../pages/questions-page.tsx'
import { renewPage } from '../pages/renew-page.tsx'
import { subjectPage } from '../pages/subject-page.tsx'
import { stepPath } from '../pages/step-page.tsx'
import { agencyName, factLabel, registerName } from '../pages/value-in-words.ts'
import { fieldName, readAnswers, type AnswerMistake, type Typed } from '../apply/read-answers.ts'
import { readCorrections } from '../apply/read-corrections.ts'
import { reportsBirth } from '../decide/register-births.ts'
import { nextStep, stepAfter, stepsOf } from '../apply/steps.ts'
import { candidates, lifeEventOf, subjectStep } from '../apply/subject.ts'

export interface CasesRoutes {
  cases: Cases
  clock: Clock
  wordingIn(tag: string): Wording
  /** Public origin; absent in the demonstration, where the request's own host counts. */
  address: string | undefined
  /** What is paid in the months to come, which another room knows. */
  coming(person: string): Promise<Entry[]>
  /** Counts a use of a mandate, once for a matter. @throws Fault where all are spent */
  spend(mandate: string, matter: string): Promise<void>
}

const fields = Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 2_000 }))
const params = strict({ id: Uuid, step: Type.String({ pattern: '^[a-z][a-z0-9-]{0,40}$' }) })

/** Who applies for another does so for one matter, which a limited mandate counts. */
const applying = (request: FastifyRequest) => ({ act: 'apply', matter: (request.params as { id: string }).id })

export function portalRoutes(http: Http<View>, { cases, clock, spend }: CasesRoutes) {
  const today = () => clock.today().toString()

  /** By the pack that it began with: its pages, its checks, its words. */
  async function open(person: string, id: string, view: View) {
    const application = await cases.read(person, id)
    const renewal = application.newer ? await cases.renewal(person, id) : undefined
    return { application, view: { ...view, pack: cases.packOf(application) }, gone: renewal?.gone ? renewPage(view, { application, renewal }) : undefined }
  }

  http.page('/apply/:id/newer-form', { who: 'resident', onBehalf: applying, params: strict({ id: Uuid }) }, async ({ params: { id }, principal, view }) => {
    const [application, renewal] = [await cases.read(principal.person, id), await cases.renewal(principal.person, id)]
    return renewal && application.receipt === null ? renewPage(view, { application, renewal }) : new SeeOther(stepPath(id, 'continue'))
  })

  http.form('/apply/:id/newer-form', { who: 'resident', onBehalf: applying, params: strict({ id: Uuid }), body: strict({}) }, async ({ params: { id }, principal }) => {
    await cases.renew(principal.person, id)
    return new SeeOther(stepPath(id, 'continue'))
  })

  http.form('/apply', { who: 'resident', onBehalf: 'apply', body: strict({ event: Type.String({ maxLength: 60 }) }) }, async ({ body, principal, view }) => {
    const { id } = await cases.start(principal.person, body.event, view.language.tag)
    return new SeeOther(stepPath(id, 'known'))
  })

  http.page('/apply/:id/:step', { who: 'resident', onBehalf: applying, params }, async ({ params: { id, step }, principal, view: shown }) => {
    const { application, view, gone } = await open(principal.person, id, shown)
    if (gone) return gone
    const elsewhere = whereInstead(view, application, step)
    if (elsewhere !== undefined) return new SeeOther(elsewhere)
    if (step === 'known') return knownPage(view, { application, draft: await cases.readKnown(principal.person, id) })
    return showStep(view, application, step)
  })

  http.form('/apply/:id/:step', { who: 'resident', onBehalf: applying, params, body: fields }, async ({ params: { id, step }, body, principal, view: shown }) => {
    const { application, view, gone } = await open(principal.person, id, shown)
    if (gone) return gone
    const elsewhere = whereInstead(view, application, step)
    if (elsewhere !== undefined) return new SeeOther(elsewhere)
    const next = new SeeOther(stepPath(id, stepAfter(stepsOf(view.pack, application.event, application.draft), step)))
    const save = (change: (draft: Draft) => Draft) => cases.change(principal.person, id, (draft) => withStepDone(change(draft), step))
    switch (step) {
      case 'known': {
        const { corrections, mistakes } = readCorrections(view.pack, body)
        if (mistakes.length > 0) {
          const errors = mistakes.map(({ field, mistake }) => ({ field, text: view.t(`cases.known.${mistake}`), label: factLabel(view, field) }))
          return knownPage(view, { application, draft: application.draft, typed: body, errors })
        }
        if (reportsBirth(view.pack, application.event)) checkApplicant(application.draft.known ?? [])
        const subject = lifeEventOf(view.pack, application.event)?.subject
        if (subject && candidates(subject, application.draft).length === 0) return knownPage(view, { application, draft: application.draft })
        await save((draft) => ({ ...draft, corrections }))
        return next
      }
      case subjectStep: {
        const subject = lifeEventOf(view.pack, application.event)!.subject!
        if (!candidates(subject, application.draft).some(({ personId }) => personId === body['subject'])) return subjectPage(view, { application, subject, errors: [{ field: 'subject', text: view.t('cases.answer.choice') }] })
        await save((draft) => ({ ...draft, subject: body['subject'] ?? null }))
        return next
      }
      case 'consent': {
        const purposes = purposesToAsk(view, application, cases.assess(application))
        const undecided = purposes.filter((purpose) => body[consentField(purpose)] !== 'yes' && body[consentField(purpose)] !== 'no')
        if (undecided.length > 0) {
          const errors = undecided.map((purpose) => ({ field: consentField(purpose), text: view.t('cases.consent.missing', { agency: agencyName(view, purpose.agency ?? '') }) }))
          return consentPage(view, { application, draft: application.draft, purposes, today: today(), chosen: body, errors })
        }
        const decisions = Object.fromEntries(purposes.map((purpose) => [purpose.id, body[consentField(purpose)] === 'yes']))
        await cases.giveConsents(principal.person, id, view.language.tag, decisions)
        await save((draft) => draft)
        return next
      }
      case 'owed': {
        await save((draft) => draft)
        return next
      }
      case 'check': {
        if (principal.by) await spend(principal.by.id, id)
        const { receipt } = await cases.submit(principal.person, id)
        return new SeeOther(`/my/applications/${receipt}?sent=yes`)
      }
      default: return answerQuestions({ view, application, step, body, today: today(), next, save })
    }
  })

  http.form('/apply/:id/agree-to-all', { who: 'resident', onBehalf: applying, params: strict({ id: Uuid }), body: strict({}) }, async ({ params: { id }, principal, view: shown }) => {
    const { application, view, gone } = await open(principal.person, id, shown)
    if (gone) return gone
    const elsewhere = whereInstead(view, application, 'consent')
    if (elsewhere !== undefined) return new SeeOther(elsewhere)
    const purposes = purposesToAsk(view, application, cases.assess(application))
    await cases.giveConsents(principal.person, id, view.language.tag, Object.fromEntries(purposes.map((purpose) => [purpose.id, true])))
    await cases.change(principal.person, id, (draft) => withStepDone(draft, 'consent'))
    return new SeeOther(stepPath(id, stepAfter(stepsOf(view.pack, application.event, application.draft), 'consent')))
  })

  function showStep(view: View, application: OwnApplication, step: string) {
    const { draft, event } = application
    const assessment = () => cases.assess(application)
    switch (step) {
      case subjectStep: return subjectPage(view, { application, subject: lifeEventOf(view.pack, event)!.subject! })
      case 'consent': {
        const purposes = purposesToAsk(view, application, assessment())
        const chosen = Object.fromEntries(purposes.flatMap((purpose) => (draft.consents[purpose.id] === undefined ? [] : [[consentField(purpose), draft.consents[purpose.id] ? 'yes' : 'no']])))
        return consentPage(view, { application, draft, purposes, today: today(), chosen })
      }
      case 'owed': return owedPage(view, { application, draft, assessment: assessment(), today: today() })
      case 'check': return checkPage(view, { application, draft, services: servicesToSend(assessment(), view.pack, event, draft) })
      default: {
        const definition = stepOf(view, application, step)
        const count = definition.repeat ? Math.max(1, draft.newborns.length) : 1
        return questionsPage(view, { application, step: definition, count, typed: typedBefore(definition, draft) })
      }
    }
  }
}

/** Sent already, an unknown page, or a page whose turn has not come: where to go instead. */
function whereInstead(view: View, application: OwnApplication, step: string): string | undefined {
  if (application.receipt !== null) return `/my/applications/${application.receipt}`
  const steps = stepsOf(view.pack, application.event, application.draft)
  const next = nextStep(view.pack, application.event, application.draft)
  if (step === 'continue') return stepPath(application.id, next)
  if (!steps.includes(step)) throw new Fault(kernelFaults.notFound)
  return steps.indexOf(step) > steps.indexOf(next) ? stepPath(application.id, next) : undefined
}

/** Only agencies that have something to decide for this family are asked for. */
function purposesToAsk(view: View, application: OwnApplication, { owed, unsettled }: Assessment): Purpose[] {
  const agencies = new Set([...owed, ...unsettled].map(({ service }) => service.agency))
  const event = view.pack.lifeEvents.find(({ id }) => id === application.event)
  return view.pack.purposes.filter(({ id, agency }) => agency !== null && agencies.has(agency) && event?.purposes.includes(id))
}

function stepOf(view: View, application: OwnApplication, step: string) {
  const definition = askedSteps(view.pack, application.event, application.draft).find(({ id }) => id === step)
  if (!definition) throw new Fault(kernelFaults.notFound)
  return definition
}

type Definition = ReturnType<typeof stepOf>

function typedBefore(step: Definition, { newborns, answers }: Draft): Typed {
  if (!step.repeat) return answers
  return Object.fromEntries(newborns.flatMap((child, index) => step.questions.map((question) =>
    [fieldName(step, question, index), { name: child.name, birth_date: child.birthDate, sex: child.sex }[question.fact.slice(question.fact.indexOf('.') + 1)] ?? ''])))
}

interface Answering {
  view: View
  application: OwnApplication
  step: string
  body: Record<string, string>
  today: string
  next: SeeOther
  save(change: (draft: Draft) => Draft): Promise<Draft>
}

async function answerQuestions({ view, application, step, body, today, next, save }: Answering) {
  const definition = stepOf(view, application, step)
  const { act, count: sent, ...all } = body
  // Of a page that was open before somebody else was asked: what is theirs to say now is left out.
  const rest = Object.fromEntries(Object.entries(all).filter(([field]) => application.draft.entrusted?.[field] === undefined))
  const max = definition.repeat?.max ?? 1
  const count = Math.min(max, Math.max(1, Number.parseInt(sent ?? '1', 10) || 1))
  const { typed, answers, mistakes } = readAnswers(definition, rest, count, today)
  const again = (shown: number, errors: FormError[]) => questionsPage(view, { application, step: definition, count: shown, typed, errors })
  if (act === 'add') return again(Math.min(max, count + 1), [])
  if (act === 'remove') return again(Math.max(1, count - 1), [])
  const labels = new Map(Array.from({ length: count }, (_, index) => definition.questions.map((question) => [fieldName(definition, question, index), view.text(question.label)] as const)).flat())
  const errors = mistakes.map((mistake) => ({ field: mistake.field, text: mistakeInWords(view, mistake), label: labels.get(mistake.field) ?? mistake.field }))
  if (errors.length > 0) return again(count, errors)
  if (!definition.repeat) {
    await save((draft) => ({ ...draft, answers: { ...draft.answers, ...answers[0] } }))
    return next
  }
  const newborns = answers.map((answer) => ({ name: answer['newborn.name'] ?? '', birthDate: answer['newborn.birth_date'] ?? '', sex: answer['newborn.sex'] ?? '' }))
  const known = application.draft.known ?? []
  const twice = newborns.flatMap((child, index) => {
    const register = registeredAlready(known, child)
    const first = definition.questions[0]
    return register && first ? [{ field: fieldName(definition, first, index), text: view.t('cases.child.already-registered', { name: child.name, date: view.date(child.birthDate), register: registerName(view, register.register) }) }] : []
  })
  if (twice.length > 0) return again(count, twice)
  await save((draft) => ({ ...draft, newborns }))
  return next
}

const mistakeInWords = (view: View, { mistake, values }: AnswerMistake) => view.t(`cases.answer.${mistake}`, values)
