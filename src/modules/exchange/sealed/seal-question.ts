/**
 * A covert question of an agency to a register behind its connector: the look is sealed first, and the receipt of its entry goes with the question.
 * The platform sees who is asked about, as ever, and never the answer.
 */
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Asked } from '../broker/write-looks.ts'
import { exchangeFaults } from '../contract.ts'
import { covertPurpose } from './periods.ts'
import { type SealDeps, type SealedLook, sealLooks } from './seal-looks.ts'

/** @throws Fault for each reason there is to refuse */
export async function sealQuestion(deps: SealDeps, { requester, subject, purpose, register, fields, case: inquiry, question, covert }: Asked): Promise<SealedLook> {
  if (!covert) throw new Fault(exchangeFaults.onlyCovert)
  const [sealed] = await sealLooks(deps, {
    purpose: covertPurpose(deps.pack, purpose, requester), person: subject, warrant: covert.warrant, inquiry, official: 'program', question, parts: [{ register, fields: [...fields] }],
  })
  return sealed!
}
