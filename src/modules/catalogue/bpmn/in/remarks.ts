/** What became of each element of a file: told one by one, so that nothing is dropped without a word. */
import type { ModdleElement } from 'bpmn-moddle'
import { attributesOf, kindOf, partsOf, rowsOf } from './elements.ts'

/** Of what was taken: as what. */
export const takenAs = ['page', 'page-known', 'page-gone', 'condition', 'order', 'decision', 'days', 'clock', 'texts', 'applicant', 'agency', 'drawn', 'frame', 'begins'] as const
/** Of what was left: why. */
export const leftBecause = [
  'other-agency', 'place-out', 'inside', 'process-in-process', 'program-task', 'send-task', 'second-task', 'other-service', 'event', 'timer-shape', 'timer-place', 'clock-whole', 'condition-unread', 'condition-late',
  'branch', 'back', 'data', 'note', 'message', 'own-words', 'missing', 'unread', 'gateway', 'way', 'whole', 'other',
] as const
export type TakenAs = typeof takenAs[number]
export type LeftBecause = typeof leftBecause[number]

export interface Remark {
  /** Its id in the file; empty: it has none. */
  element: string
  /** As the standard names it: userTask. */
  kind: string
  name: string
  taken: boolean
  why: TakenAs | LeftBecause
  values?: Record<string, string | number>
  /** Attributes and parts of it that were not read. */
  also?: string[]
}

type Values = Record<string, string | number>

export class Remarks {
  readonly #found = new Map<ModdleElement, Remark>()
  readonly #more: Remark[] = []

  /** @param used names of attributes and parts that were read, beside its id and its name */
  take(element: ModdleElement, why: TakenAs, { values, used = [] }: { values?: Values; used?: readonly string[] } = {}) {
    this.#note(element, true, why, values, used)
  }

  leave(element: ModdleElement, why: LeftBecause, values?: Values) {
    this.#note(element, false, why, values, [])
  }

  /** Of something that is not in the file, or that its reader could not place. */
  say(remark: Pick<Remark, 'element' | 'kind' | 'name' | 'taken' | 'why'> & { values?: Values }) {
    this.#more.push(remark)
  }

  has(element: ModdleElement): boolean {
    return this.#found.has(element)
  }

  took(element: ModdleElement): boolean {
    return this.#found.get(element)?.taken === true
  }

  /** In the order of the file, and then what is not in it. */
  list(definitions: ModdleElement): Remark[] {
    return [...rowsOf(definitions).flatMap((element) => this.#found.get(element) ?? []), ...this.#more]
  }

  #note(element: ModdleElement, taken: boolean, why: Remark['why'], values: Values | undefined, used: readonly string[]) {
    if (this.#found.has(element)) return
    const also = [...attributesOf(element), ...partsOf(element)].filter((name) => !used.includes(name))
    this.#found.set(element, { element: element.id ?? '', kind: kindOf(element), name: element.name ?? '', taken, why, ...(values ? { values } : {}), ...(also.length > 0 ? { also } : {}) })
  }
}
