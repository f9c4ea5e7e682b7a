/** The law for programs and for people. */
import type { Clock } from '../../kernel/clock/clock.ts'
import type { Http } from '../../kernel/http/http.ts'
import type { View } from '../../web/view.ts'
import { answerHousehold } from './answer-household.ts'
import { EvaluateBody, EvaluateReply } from './api-contract.ts'
import type { Rules } from './contract.ts'

export interface RulesRoutes { rules: Rules; clock: Clock }

export function rulesRoutes(http: Http<View>, { rules, clock }: RulesRoutes) {
  http.api('POST', '/api/rules/v1/evaluate', { who: 'anyone', body: EvaluateBody, summary: 'What one household is owed, why, and why not the rest', tag: 'rules', reply: { 200: EvaluateReply } },
    ({ body, view }) => Promise.resolve(answerHousehold(rules, body, clock.today().toString(), view.text)))
}
