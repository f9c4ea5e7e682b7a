import type { Found } from './read-choice.ts'

export interface FoundDay extends Found {
  /** False where a person should be asked whether it is the right one: "last Friday". */
  sure: boolean
}

export type Place = Pick<Found, 'from' | 'to'>

export const placeIn = (match: RegExpExecArray): Place => ({ from: match.index, to: match.index + match[0].length })
