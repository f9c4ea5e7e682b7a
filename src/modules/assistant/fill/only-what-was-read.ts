/**
 * Several questions that are answered with yes or no, in one message: what is not read of it is asked again, and gives its place to no neighbour. An answer that goes by
 * its place alone is sure only where every part before it was read; and what was not asked is answered only by whoever names it.
 */
import type { Slot } from '../../cases/index.ts'
import { clausesOf } from './clauses.ts'
import { aboutOf } from './read-likely.ts'
import type { Answered, Reading } from './read-several.ts'
import { isYesNo } from './read-yes-nos.ts'
import type { YesNoSlot } from './read-yes-no.ts'
import { isUnsure } from './surely-agrees.ts'
import type { Words } from './words.ts'

/** Without what somebody says that they do not know. */
export function knownParts(message: string, words: Words): string {
  const parts = clausesOf(message)
  const told = parts.filter((part) => !isUnsure(part, words))
  return told.length === parts.length ? message : told.join(', ')
}

/** So much of what a part may be is an answer to one question and no other. */
const surelyTo = 0.6

/** @param read of the message. @param asked at once */
export function onlyWhatWasRead(reading: Reading, asked: readonly Slot[], message: string, read: readonly Answered[]): Answered[] {
  const told = knownParts(message, reading.words)
  const [parts, isGap] = [clausesOf(told), told !== message]
  const slots = read.flatMap(({ slot }) => (isYesNo(slot) ? [slot] : []))
  const among = [...asked.filter(isYesNo), ...slots.filter((slot) => !asked.includes(slot))]
  return read.flatMap((one) => {
    const { slot } = one
    if (!isYesNo(slot)) return [one]
    const isNamed = parts.some((part) => isTo(reading, among, slot, part))
    if (!asked.includes(slot)) return isNamed ? [one] : []
    return isGap && !isNamed ? among.filter((other) => asked.includes(other)).length > 1 ? [] : [{ ...one, sure: false }] : [one]
  })
}

function isTo({ labels, answers }: Reading, among: readonly YesNoSlot[], slot: YesNoSlot, part: string): boolean {
  return labels.named(among, part) === slot || (answers?.share(part, 'yes-no', aboutOf(slot)) ?? 0) > surelyTo
}
