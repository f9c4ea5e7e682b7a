/**
 * An application that another system fills in for the person who is signed in there. It begins, and every answer passes the checks of its
 * page; what the registers know, the consents and the sending are the person's own, on our pages: no program agrees for anybody.
 */
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { LifeEvent } from '../../../../packages/pack-kit/schema/life-event.ts'
import { fieldName } from '../apply/read-answers.ts'
import type { Cases } from '../index.ts'

/** @param answers field → text; of what repeats `newborn.1.name`. @param pointer of a field in what was sent. @throws invalidInput at the first field that the form does not have, or whose answer it does not take */
export async function startFilled(cases: Cases, person: string, event: LifeEvent, language: string, answers: ReadonlyMap<string, string>, pointer: (field: string) => string): Promise<string> {
  const refuse = (field: string, reason: string) => new Fault(kernelFaults.invalidInput, { pointer: pointer(field), values: { reason, part: 'body', field } })
  const known = new Set(event.steps.flatMap((step) => Array.from({ length: step.repeat?.max ?? 1 }, (_, index) => step.questions.map((question) => fieldName(step, question, index))).flat()))
  for (const field of answers.keys()) if (!known.has(field)) throw refuse(field, 'unknown')
  const { id } = await cases.start(person, event.id, language)
  let wrong: Fault | undefined
  // An answer can open a question, and a second child the fields of another one: as long as something is taken, it is looked at again.
  const left = new Map(answers)
  for (let taken = true; taken && left.size > 0;) {
    taken = false
    const { answered, open, asked } = cases.slots(await cases.read(person, id))
    for (const slot of [...answered, ...open]) {
      const text = left.get(slot.field)
      if (text === undefined) continue
      left.delete(slot.field)
      taken = true
      if (await cases.fill(person, id, slot, text)) wrong ??= refuse(slot.field, 'format')
    }
    const more = asked.find(({ kind }) => kind === 'more')
    if (!taken && more && left.size > 0) taken = await cases.fill(person, id, more, 'yes') === undefined
  }
  if (wrong) throw wrong
  // What is left is asked after other answers only.
  const [rest] = left.keys()
  if (rest !== undefined) throw refuse(rest, 'unknown')
  return id
}
