/** The person's answer to what a program asked. What happens is what they have read: a draft that has changed since is read again first. */
import { Fault } from '../../../../kernel/faults/faults.ts'
import type { Cases } from '../../../cases/index.ts'
import type { Notices, SettingChange } from '../../../notices/index.ts'
import type { Effect } from '../pages/confirm-page.tsx'
import type { Confirmation, Confirmations } from './confirmations.ts'

export async function effectOf({ cases, notices }: Rooms, person: string, { act, object }: Confirmation, language: string): Promise<Effect> {
  if (act === 'setting') return { act, plan: await notices.planChanges(person, changesIn(object), language) }
  return act === 'start' ? { act, event: object } : { act, sending: await cases.sending(person, object) }
}

export interface Rooms { cases: Cases; notices: Notices }

const changesIn = (object: string) => JSON.parse(object) as SettingChange[]

export interface Answer {
  answer: 'confirm' | 'decline'
  /** Of the draft that was read. */
  version?: number
  /** Mark of the settings that were read. */
  standing?: string
}

/** @returns `changed` where nothing was done because there is something else to read now */
export async function answerConfirmation({ cases, notices, confirmations }: Rooms & { confirmations: Confirmations }, person: string, { id, act, object, status }: Confirmation, { answer, version, standing }: Answer, language: string): Promise<'answered' | 'changed'> {
  if (status !== 'open') return 'answered'
  if (answer === 'decline') {
    await confirmations.decline(person, id)
    return 'answered'
  }
  // The deed is one for all repetitions: pressing twice, or a death between the two statements, leaves one draft and one receipt.
  if (act === 'start') {
    await confirmations.confirm(person, id, (await cases.start(person, object, language)).id)
    return 'answered'
  }
  if (act === 'setting') {
    if (await notices.makeChanges(person, changesIn(object), standing ?? '', language) === undefined) return 'changed'
    await confirmations.confirm(person, id, 'notice settings')
    return 'answered'
  }
  try {
    await confirmations.confirm(person, id, (await cases.submit(person, object, version ?? -1)).receipt)
    return 'answered'
  } catch (cause) {
    if (cause instanceof Fault && cause.code === 'cases.changed-elsewhere') return 'changed'
    throw cause
  }
}
