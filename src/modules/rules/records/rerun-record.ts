/** An auditor's question: do the same text, day and facts give the same bits? */
import type { Finding, Situation } from '../contract.ts'
import { answerOf } from './answer-of.ts'
import type { DecisionRecord } from './decision-record.ts'

export interface Rerun {
  same: boolean
  /** Services whose page is not the one that decided. */
  changedTexts: { service: string; file: string }[]
  /** Services that are answered otherwise now. */
  differing: { service: string; before: Finding; now: Finding | null }[]
}

/** @param hashOf the page of a service as it is now */
export function rerunRecord({ answer, texts, facts, on, knownAt }: DecisionRecord, evaluate: (situation: Situation, services: readonly string[]) => Finding[], hashOf: (service: string) => string | undefined): Rerun {
  const before = JSON.parse(answer) as Finding[]
  const now = evaluate({ facts, on, knownAt }, texts.map(({ service }) => service))
  const byService = new Map(now.map((finding) => [finding.service, finding]))
  return {
    same: answerOf(now) === answer,
    changedTexts: texts.filter(({ service, hash }) => hashOf(service) !== hash).map(({ service, file }) => ({ service, file })),
    differing: before.flatMap((finding) => {
      const other = byService.get(finding.service) ?? null
      return other && answerOf([other]) === answerOf([finding]) ? [] : [{ service: finding.service, before: finding, now: other }]
    }),
  }
}
