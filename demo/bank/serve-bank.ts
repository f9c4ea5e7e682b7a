/**
 * A bank that stands in for the real one: it accepts, refuses, sends back, is down and answers late. What a resident's account is
 * decides by its last digits, so that anybody can try it in the demonstration: …0000 is closed (refused at once), …9999 is blocked (comes back).
 */
import { timingSafeEqual } from 'node:crypto'
import fastify, { type FastifyReply } from 'fastify'
import { validateBodies } from '../validate-bodies.ts'
import { readPain001 } from './iso20022/read-pain001.ts'
import { writePain002 } from './iso20022/write-pain002.ts'
import { type BankStore, openBankStore, type Payment, type Word } from './store.ts'

type Mode = 'none' | 'down' | 'late' | 'nonsense' | 'refuse'

export interface BankOptions { file: string; currency: { code: string; minorUnit: number }; token: string; port: number; accounts: readonly string[] }

const text = { type: 'string', minLength: 1, maxLength: 200 }
const amount = { type: 'integer', minimum: 1, maximum: 1_000_000_000_000 }
const strict = (properties: Record<string, object>, optional: string[] = []) =>
  ({ type: 'object', additionalProperties: false, properties, required: Object.keys(properties).filter((key) => !optional.includes(key)) })
const payment = strict({ debtor: text, creditor: text, amount, currency: text })
const credit = strict({ amount, text, held: { type: 'boolean' } }, ['held'])
const faults = strict({ mode: { enum: ['none', 'down', 'late', 'nonsense', 'refuse'] }, delayMs: { type: 'integer', minimum: 0, maximum: 60_000 }, today: { type: 'string', format: 'date' } }, ['delayMs', 'today'])

const endsWith = (account: string, digits: string) => account.replaceAll(/\D/g, '').endsWith(digits)

/** @returns the address it listens on */
export async function serveBank({ file, currency, token, port, accounts }: BankOptions) {
  /** The day that it is at the bank; undefined: today. */
  let day: string | undefined
  const store: BankStore = openBankStore(file, currency, () => day ?? new Date().toISOString().slice(0, 10), (creditor) => (endsWith(creditor, '9999') ? 'AC06' : undefined))
  const app = fastify({ bodyLimit: 16 * 1024, schemaController: { compilersFactory: { buildValidator: () => validateBodies as never } }, forceCloseConnections: true, routerOptions: { maxParamLength: 300 } })
  let mode: Mode = 'none'
  let delay = 15_000
  const expected = Buffer.from(`Bearer ${token}`)

  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => problem(reply, error.statusCode ?? 500, (error.statusCode ?? 500) < 500 ? error.message : 'The bank failed'))
  app.addHook('onRequest', async (request, reply) => {
    if (request.url === '/healthz') return undefined
    const given = Buffer.from(request.headers.authorization ?? '')
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return problem(reply, 401, 'Unknown token')
    return mode === 'down' && request.url !== '/faults' ? problem(reply, 503, 'Closed for maintenance') : undefined
  })
  // Late: what was asked has been done when the answer leaves.
  app.addHook('onSend', async (request, _reply, payload) => {
    if (request.url === '/healthz' || request.url === '/faults') return payload
    if (mode === 'late') await new Promise((resolve) => setTimeout(resolve, delay))
    return mode === 'nonsense' ? '{"reference": [' : payload
  })

  app.get('/healthz', () => ({ status: 'alive' }))
  app.put<{ Body: { mode: Mode; delayMs?: number; today?: string } }>('/faults', { schema: { body: faults } }, ({ body }) => {
    mode = body.mode
    delay = body.delayMs ?? delay
    day = body.today
    return { mode }
  })

  const decide = (asked: Payment): Word => {
    if (mode === 'refuse') return { state: 'rejected', reason: 'AM04' }
    if (asked.currency !== currency.code) return { state: 'rejected', reason: 'AM03' }
    if (asked.creditor.replaceAll(/\D/g, '').length < 7) return { state: 'rejected', reason: 'AC03' }
    return endsWith(asked.creditor, '0000') ? { state: 'rejected', reason: 'AC04' } : { state: 'accepted', reference: `P${crypto.randomUUID()}` }
  }

  app.post<{ Body: Payment }>('/payments', { schema: { body: payment } }, (request, reply) => {
    const key = request.headers['idempotency-key']
    if (typeof key !== 'string' || key.length < 16 || key.length > 100) return problem(reply, 400, 'Idempotency-Key is missing')
    if (!accounts.includes(request.body.debtor)) return problem(reply, 404, 'No such account of yours')
    const done = store.pay(key, request.body, () => decide(request.body))
    if (done === 'other') return problem(reply, 409, 'This key stands for another payment')
    const { word, again } = done
    return reply.code(word.state === 'rejected' ? 422 : again ? 200 : 201).send(word)
  })

  // The same counter for whoever speaks ISO 20022: the message id is the key, and a repetition gets the same word.
  app.addContentTypeParser('application/xml', { parseAs: 'string' }, (_request, body, done) => { done(null, body) })
  app.post<{ Body: string }>('/pain.001', (request, reply) => {
    let read: ReturnType<typeof readPain001>
    try {
      read = readPain001(request.body, currency.minorUnit)
    } catch (cause) {
      return problem(reply, 400, (cause as Error).message)
    }
    if (!accounts.includes(read.payment.debtor)) return problem(reply, 404, 'No such account of yours')
    const done = store.pay(read.id, read.payment, () => decide(read.payment))
    if (done === 'other') return problem(reply, 409, 'This message id stands for another payment')
    return reply.type('application/xml; charset=utf-8').send(writePain002(read.id, read.endToEnd, done.word, new Date().toISOString()))
  })

  app.post<{ Params: { account: string }; Body: { amount: number; text: string; held?: boolean } }>('/accounts/:account/credits', { schema: { body: credit } }, ({ params, body }, reply) => {
    if (!accounts.includes(params.account)) return problem(reply, 404, 'No such account')
    store.credit(params.account, body.amount, body.text, body.held === true)
    return reply.code(204).send()
  })
  app.delete<{ Params: { account: string } }>('/accounts/:account/held', ({ params }, reply) => {
    store.letGo(params.account)
    return reply.code(204).send()
  })

  for (const what of ['statement', 'notification'] as const) {
    app.get<{ Params: { account: string; sequence: string } }>(`/accounts/:account/${what}s/:sequence`, ({ params }, reply) => {
      const xml = accounts.includes(params.account) ? store[what](params.account, Number(params.sequence)) : undefined
      return xml === undefined ? problem(reply, 404, `No such ${what} yet`) : reply.type('application/xml; charset=utf-8').send(xml)
    })
  }

  const url = await app.listen({ host: '127.0.0.1', port })
  return {
    url,
    async close() {
      await app.close()
      store.close()
    },
  }
}

/** RFC 9457 */
function problem(reply: FastifyReply, status: number, title: string) {
  return reply.code(status).type('application/problem+json').send(JSON.stringify({ type: 'about:blank', title, status }))
}
