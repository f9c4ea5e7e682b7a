/** Times of a file: periods of whole days, months or years, as the law sets them (ISO 8601). */
import type { ModdleElement } from 'bpmn-moddle'
import { definitionsOf, textIn } from './elements.ts'

export type Period = { days: number } | { months: number } | { years: number }

/** @returns what a timer waits for; undefined: it is no timer */
export function timerOf(element: ModdleElement): { body: string; period: Period | undefined } | undefined {
  const timer = definitionsOf(element).find(({ $type }) => $type === 'bpmn:TimerEventDefinition')
  if (!timer) return undefined
  const body = ['timeDuration', 'timeDate', 'timeCycle'].map((name) => timer[name] as ModdleElement | undefined).map((one) => textIn(one, 'body')).find((text) => text !== '') ?? ''
  return { body, period: timer['timeDuration'] ? periodOf(body) : undefined }
}

/** Weeks are seven days. @returns undefined where it is another time of day, several units, or what only another engine can reckon */
export function periodOf(body: string): Period | undefined {
  let said: Temporal.Duration
  try {
    said = Temporal.Duration.from(body)
  } catch {
    return undefined
  }
  const { years, months, weeks, days } = said
  const rest = said.with({ years: 0, months: 0, weeks: 0, days: 0 })
  const units = [['years', years], ['months', months], ['days', weeks * 7 + days]] as const
  const [one, ...others] = units.filter(([, count]) => count !== 0)
  if (!one || others.length > 0 || !rest.blank || one[1] < 0 || one[1] > 9_999) return undefined
  return { [one[0]]: one[1] } as Period
}
