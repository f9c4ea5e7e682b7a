/** The law for programs and for people. */
import type { Http } from '../../kernel/http/http.ts'
import type { View } from '../../web/view.ts'
import { answerHousehold } from './answer-household.ts'
import { EvaluateBody, EvaluateReply } from './api-contract.ts'
import { editorRoutes } from './editor/editor-routes.ts'
import { labRoutes } from './lab/lab-routes.ts'
import { owedRoutes } from './owed/owed-routes.ts'
import { readerRoutes } from './reader/reader-routes.ts'
import type { RulesRoutes } from './routes-contract.ts'

export function rulesRoutes(http: Http<View>, routes: RulesRoutes) {
  const { rules, clock } = routes
  owedRoutes(http, routes)
  editorRoutes(http, routes)
  labRoutes(http, routes)
  readerRoutes(http, routes)
  http.api('POST', '/api/rules/v1/evaluate', { who: 'anyone', body: EvaluateBody, summary: 'What one household is owed, why, and why not the rest', tag: 'rules', reply: { 200: EvaluateReply } },
    ({ body, view }) => Promise.resolve(answerHousehold(rules, body, view.pack.facts, clock.today().toString(), view.text)))
}
