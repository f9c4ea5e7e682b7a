/** The fields of what is asked, where a person fills them in: each by the checks of its page; a day may be said in words there too. */
import type { Slot, SlotMistake } from '../../cases/index.ts'
import { readOne } from './read-several.ts'
import { readingOf, type Taking } from './take-answer.ts'

export type FieldMistake = SlotMistake & { field: string }

/** Under which a slot stands in the form; what the registers say has no field. */
export const fieldOf = (slot: Slot): string | undefined => (slot.kind === 'question' ? slot.field : slot.kind === 'known' ? undefined : slot.kind)

/**
 * @param typed field → text; what is empty is asked again
 * @param alone nothing was said besides: the page tells that who fills in the fields agrees to what the registers say above them
 * @returns what is wrong with which field, and whether anything was filled in
 */
export async function takeForm(taking: Taking, typed: Record<string, string>, alone: boolean): Promise<{ filled: boolean; mistakes: FieldMistake[] }> {
  const { cases, person, application } = taking
  const slots = cases.slots(application)
  const reading = readingOf(taking, slots, '')
  const given = slots.asked.flatMap((slot) => {
    const field = fieldOf(slot)
    const text = field === undefined ? '' : (typed[field] ?? '').trim()
    return field === undefined || text === '' ? [] : [{ slot, field, text }]
  })
  const known = slots.asked.find(({ kind }) => kind === 'known')
  if (alone && known !== undefined && given.length > 0) await cases.fill(person, application.id, known, 'yes')
  const mistakes: FieldMistake[] = []
  for (const { slot, field, text } of given) {
    const said = slot.kind === 'question' && slot.question.type === 'date' ? readOne(reading, slot, text)[0]?.value : undefined
    const mistake = await cases.fill(person, application.id, slot, said ?? text)
    if (mistake !== undefined) mistakes.push({ ...mistake, field })
  }
  return { filled: given.length > 0, mistakes }
}
