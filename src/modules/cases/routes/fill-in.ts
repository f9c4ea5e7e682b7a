/** One page of a form, shown or taken: the same way whether the person fills it in or somebody takes it down for them. */
import type { Purpose } from '../../../../packages/pack-kit/schema/purpose.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import { type PageAnswer, SeeOther } from '../../../kernel/http/answers.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { FormError } from '../../../web/components/error-summary/error-summary.tsx'
import type { View } from '../../../web/view.ts'
import { servicesToSend, type Assessment } from '../apply/assess.ts'
import { checkApplicant } from '../apply/check-applicant.ts'
import { withStepDone, type Draft } from '../apply/draft.ts'
import { casesFaults } from '../contract.ts'
import type { Cases } from '../index.ts'
import { type CheckPage, checkPage } from '../pages/check-page.tsx'
import { consentField, consentPage } from '../pages/consent-page.tsx'
import { knownPage } from '../pages/known-page.tsx'
import { owedPage } from '../pages/owed-page.tsx'
import { questionsPage } from '../pages/questions-page.tsx'
import { renewPage } from '../pages/renew-page.tsx'
import { subjectPage } from '../pages/subject-page.tsx'
import { agreeToAllStep, type Filled, stepPath } from '../pages/step-page.tsx'
import { agencyName, factLabel } from '../pages/value-in-words.ts'
import { readCorrections } from '../apply/read-corrections.ts'
import { reportsBirth } from '../decide/register-births.ts'
import { nextStep, stepAfter, stepsOf } from '../apply/steps.ts'
import { candidates, lifeEventOf, subjectStep } from '../apply/subject.ts'
import { answerQuestions, stepOf, typedBefore } from './answer-questions.ts'

/** A form that is open, in the words of the pack that it began with. */
export interface OpenForm { person: string; application: Filled; view: View }

export interface FillIn {
  /** By the pack that it began with: its pages, its checks, its words. */
  open(person: string, application: Filled, view: View): OpenForm
  /** Where the form is there no more: what becomes of the answers. */
  gone(form: OpenForm): Promise<PageAnswer | undefined>
  show(form: OpenForm, step: string): Promise<PageAnswer>
  /** @param send what the last page does, with the version of the draft that it showed */
  take(form: OpenForm, step: string, body: Record<string, string>, send: (version: number | undefined) => Promise<PageAnswer>): Promise<PageAnswer>
}

export function fillIn({ cases, clock }: { cases: Cases; clock: Clock }): FillIn {
  const today = () => clock.today().toString()

  function showStep(form: OpenForm, step: string, changed: CheckPage['changed'] = false, errors: FormError[] = []) {
    const { application, view } = form
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
      case 'check': return checkPage(view, { application, draft, services: servicesToSend(assessment(), view.pack, event, draft), today: today(), changed, errors })
      default: {
        const definition = stepOf(view, application, step)
        const count = definition.repeat ? Math.max(1, draft.newborns.length) : 1
        return questionsPage(view, { application, step: definition, count, typed: typedBefore(definition, draft) })
      }
    }
  }

  async function agree({ person, application, view }: OpenForm, agreed: (purpose: Purpose) => boolean) {
    const purposes = purposesToAsk(view, application, cases.assess(application))
    await cases.giveConsents(person, application.id, view.language.tag, Object.fromEntries(purposes.map((purpose) => [purpose.id, agreed(purpose)])))
    await cases.change(person, application.id, (draft) => withStepDone(draft, 'consent'))
  }

  return {
    open: (person, application, view) => ({ person, application, view: { ...view, pack: cases.packOf(application) } }),
    async gone({ person, application, view }) {
      const renewal = application.newer ? await cases.renewal(person, application.id) : undefined
      return renewal?.gone ? renewPage(view, { application, renewal }) : undefined
    },
    async show(form, step) {
      const elsewhere = whereInstead(form, step)
      if (elsewhere !== undefined) return new SeeOther(elsewhere)
      if (step === 'known') return knownPage(form.view, { application: form.application, draft: await cases.readKnown(form.person, form.application.id) })
      return showStep(form, step)
    },
    async take(form, step, body, send) {
      const { person, application, view } = form
      const elsewhere = whereInstead(form, step === agreeToAllStep ? 'consent' : step)
      if (elsewhere !== undefined) return new SeeOther(elsewhere)
      const after = (done: string) => new SeeOther(stepPath(application, stepAfter(stepsOf(view.pack, application.event, application.draft), done)))
      const next = after(step)
      const save = (change: (draft: Draft) => Draft) => cases.change(person, application.id, (draft) => withStepDone(change(draft), step))
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
          // Whom it is about is known where somebody came from what is due for them; whoever the registers do not know cannot be meant.
          const isMeant = (draft: Draft) => subject !== undefined && candidates(subject, draft).some(({ personId }) => personId === draft.subject)
          await save((draft) => ({ ...draft, corrections, ...(isMeant(draft) ? {} : { subject: null, done: draft.done.filter((one) => one !== subjectStep) }) }))
          const chosen = isMeant(application.draft) && application.draft.done.includes(subjectStep) && next.location === stepPath(application, subjectStep)
          return chosen ? after(subjectStep) : next
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
          await agree(form, (purpose) => body[consentField(purpose)] === 'yes')
          return next
        }
        case agreeToAllStep: {
          await agree(form, () => true)
          return after('consent')
        }
        case 'owed': {
          await save((draft) => draft)
          return next
        }
        case 'check': {
          // At a counter the person confirms by hand: the official says that they did.
          if (application.atCounter && body['signed'] !== 'yes') return showStep(form, 'check', false, [{ field: 'signed', text: view.t('counter.confirm.signed-missing') }])
          try {
            return await send(/^[0-9]{1,9}$/.test(body['version'] ?? '') ? Number(body['version']) : undefined)
          } catch (cause) {
            if (!(cause instanceof Fault) || !(cause.code in whyNot)) throw cause
            // Somebody has changed it since the page was shown: as it stands now it is looked at first.
            const current = { ...form, application: { ...application, ...await cases.read(person, application.id) } }
            const instead = whereInstead(current, 'check')
            if (instead !== undefined) return new SeeOther(instead)
            return cause.code === casesFaults.notPrinted.code ? showStep(current, 'check', false, [{ field: 'signed', text: view.t('cases.fault.not-printed') }]) : showStep(current, 'check', whyNot[cause.code])
          }
        }
        default: return answerQuestions({ view, application, step, body, today: today(), next, save })
      }
    },
  }
}

/** Why the last page is looked at once more before anything is sent. */
const whyNot: Record<string, CheckPage['changed']> = { [casesFaults.changedElsewhere.code]: true, [casesFaults.notPrinted.code]: false, [casesFaults.amountChanged.code]: 'amount', [casesFaults.amountSilent.code]: 'silent' }

/** Sent already, an unknown page, or a page whose turn has not come: where to go instead. */
function whereInstead({ view, application }: OpenForm, step: string): string | undefined {
  if (application.receipt !== null) return `/my/applications/${application.receipt}`
  const steps = stepsOf(view.pack, application.event, application.draft)
  const next = nextStep(view.pack, application.event, application.draft)
  if (step === 'continue') return stepPath(application, next)
  if (!steps.includes(step)) throw new Fault(kernelFaults.notFound)
  return steps.indexOf(step) > steps.indexOf(next) ? stepPath(application, next) : undefined
}

/** Only agencies that have something to decide for this family are asked for. */
function purposesToAsk(view: View, application: Filled, { owed, unsettled }: Assessment): Purpose[] {
  const agencies = new Set([...owed, ...unsettled].map(({ service }) => service.agency))
  const event = view.pack.lifeEvents.find(({ id }) => id === application.event)
  return view.pack.purposes.filter(({ id, agency }) => agency !== null && agencies.has(agency) && event?.purposes.includes(id))
}
