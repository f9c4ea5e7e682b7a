/** What sending a draft would do now. Looking changes nothing. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Rules } from '../../rules/index.ts'
import { assess, type Assessed, servicesToSend } from './assess.ts'
import type { StoredApplication } from './load-application.ts'
import { missingBefore } from './steps.ts'

export interface Sending {
  event: string
  /** Of the draft; `submit` takes it, so that nothing is sent but what was looked at. */
  version: number
  /** Sent already. */
  receipt: string | null
  /** First step that is still to be done. */
  missing: string | null
  services: Assessed[]
}

export function sendingOf(pack: Pack, rules: Rules, { event, version, receipt, draft }: StoredApplication, today: string): Sending {
  const missing = missingBefore(pack, event, draft) ?? null
  return { event, version, receipt, missing, services: receipt === null && missing === null ? servicesToSend(assess(pack, rules, event, draft, today), pack, event, draft) : [] }
}
