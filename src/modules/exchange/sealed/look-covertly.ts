/**
 * An official of an inquiry looks at somebody without telling them yet. The way is everybody's: purpose, registers, an entry in the log before
 * anything is released, a receipt. The look itself waits, sealed, for its date.
 */
import { newId } from '../../../kernel/ids/ids.ts'
import { askRegisters } from '../ask-registers.ts'
import type { Answers } from '../contract.ts'
import type { RegisterClient } from '../register-client.ts'
import { covertPurpose, opensOn } from './periods.ts'
import { type SealDeps, sealLooks } from './seal-looks.ts'

export interface CovertLook {
  /** Who looks; the role has been checked. */
  official: string
  agency: string
  purpose: string
  person: string
  /** The number of the warrant or file that allows it. */
  warrant: string
}

export type CovertDeps = SealDeps & { client: RegisterClient }

/** @throws Fault exchange.beyond-purpose, exchange.budget-spent; kernel.unavailable while the log can keep no promise */
export async function lookCovertly({ client, ...deps }: CovertDeps, { agency, purpose: id, person, warrant, official }: CovertLook): Promise<Answers & { inquiry: string; opensOn: string }> {
  const { access, pack, clock } = deps
  const purpose = covertPurpose(pack, id, agency)
  await access.log.open()
  const inquiry = newId()
  // Registers are told what they are told of every question; the log knows of it before anybody sees an answer.
  const { known, silent } = await askRegisters(pack, client, { subject: person, purpose: purpose.id, fields: purpose.fields, requester: { agency, case: inquiry } })
  const parts = [...Map.groupBy(known, ({ register }) => register)].map(([register, values]) => ({ register, fields: values.map(({ field }) => field) }))
  if (parts.length > 0) await sealLooks(deps, { purpose, person, warrant, inquiry, official, question: null, parts })
  return { known, silent, inquiry, opensOn: opensOn(purpose, clock.today()) }
}
