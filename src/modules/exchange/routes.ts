/** A resident's own data: the access log and the consents. */
import Type from 'typebox'
import type { Http } from '../../kernel/http/http.ts'
import { strict, Uuid } from '../../kernel/schema/schema.ts'
import type { View } from '../../web/view.ts'
import { consentRoutes } from './consent-routes.ts'
import { consoleRoutes } from './console-routes.ts'
import { AccessLogReply, ConsentRecordReply, EvidenceReply } from './contract.ts'
import { requirementRoutes } from './evidence-types/requirement-routes.ts'
import { dataRoutes } from './data-routes.ts'
import { serveQuestions } from './broker/serve-questions.ts'
import { lookers } from './pages/names.ts'
import type { Visit } from './who-looks.ts'
import { accessLogPage, type Exchange } from './index.ts'
import { sealedRoutes } from './sealed-routes.ts'
import { myDataPage } from './pages/my-data-page.tsx'

const before = Type.Optional(Uuid)

export interface ExchangeRoutes {
  /** Names of those who acted in others' places, by mandate. */
  representatives(mandates: readonly string[]): Promise<Map<string, string>>
  /** Who looked at counters, by visit. */
  visits(visits: readonly string[]): Promise<Map<string, Visit>>
  /** Public origin; left out where whatever a page was asked at is it. */
  address?: string | undefined
}

export function exchangeRoutes(http: Http<View>, exchange: Exchange, { address, ...names }: ExchangeRoutes) {
  const whoLooked = lookers(names)
  requirementRoutes(http, address)
  serveQuestions(http.app, exchange.broker)
  dataRoutes(http, exchange, whoLooked)
  consentRoutes(http, exchange)
  consoleRoutes(http, exchange)
  sealedRoutes(http, exchange)

  http.page('/my/data', { who: 'resident', assurance: 'low', onBehalf: 'data', query: strict({ before }) }, async ({ principal, query, view }) => {
    const log = await exchange.accessLog(principal.person, query.before)
    return myDataPage(view, { log, who: await whoLooked(log), consents: await exchange.consents(principal.person), today: exchange.today(), sweeps: query.before === undefined ? await exchange.sweeps(principal.person) : [], older: log.length === accessLogPage ? log.at(-1)?.id : undefined })
  })

  http.api('GET', '/api/access-log', { who: 'resident', assurance: 'low', onBehalf: 'data', query: strict({ before }), summary: 'Who looked at my data, newest first', tag: 'exchange', reply: { 200: AccessLogReply } },
    async ({ principal, query }) => ({
      entries: (await exchange.accessLog(principal.person, query.before)).map(({ id, at, recipient, recipient_role, purpose, register, fields, case_id, looked_at, opened_at, warrant }) =>
        ({ id, at: at.toISOString(), recipient, role: recipient_role, purpose, register, fields, case: case_id, keptUntil: exchange.lookKeptUntil(at), ...(looked_at && opened_at ? { sealed: { lookedAt: looked_at.toISOString(), openedAt: opened_at.toISOString(), warrant: warrant! } } : {}) })),
    }))

  http.api('GET', '/api/consents/:id/record', { who: 'resident', onBehalf: 'data', params: strict({ id: Uuid }), query: strict({ version: Type.Optional(Type.Integer({ minimum: 1, description: 'As it holds now when left out' })) }), summary: 'One of my answers as a consent record (ISO/IEC TS 27560, DPV)', tag: 'exchange', reply: { 200: ConsentRecordReply } },
    ({ principal, params, query }) => exchange.consentRecord(principal.person, params.id, query.version))

  http.api('GET', '/api/access-log/:id/evidence', { who: 'resident', assurance: 'low', onBehalf: 'data', params: strict({ id: Uuid }), summary: 'One look at my data with its proof, to be checked away from here', tag: 'exchange', reply: { 200: EvidenceReply } },
    ({ principal, params }) => exchange.evidence(principal.person, params.id))
}
