import type { Found } from './read-choice.ts'

export interface FoundDay extends Found {
  /** False where a person should be asked whether it is the right one: "last Friday". */
  sure: boolean
}

export type Place = Pick<Found, 'from' | 'to'>

export const placeIn = (match: RegExpExecArray): Place => ({ from: match.index, to: match.index + match[0].length })

/** With what hangs on it in Korean: 지난주 일욜에. */
export const withParticle = (text: string, { from, to }: Place): Place => ({ from, to: to + /^\p{Script=Hangul}*/u.exec(text.slice(to))![0].length })
