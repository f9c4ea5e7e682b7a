/** A register behind its connector, an agency that asks, and the platform's exchange between them, in one process; the messages go over HTTP. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fastify, { type FastifyInstance } from 'fastify'
import type { Pack } from '../../packages/pack-kit/schema/pack.ts'
import type { Fault } from '../../src/kernel/faults/faults.ts'
import { type VerifierKey, writeVkey } from '../../src/kernel/transparency/note/key.ts'
import { connectorPrograms, type Exchange, noticePath, type PartyFile } from '../../src/modules/exchange/index.ts'
import { serveQuestions } from '../../src/modules/exchange/broker/serve-questions.ts'

export const readPublic = (folder: string) => JSON.parse(readFileSync(join(folder, 'public.json'), 'utf8')) as PartyFile

export interface Parties {
  /** Folders of the two. */
  register: string
  requester: string
  registerUrl: string
  /** Where the requester hears what people take back. */
  noticesUrl: string
  /** What connector and requester have refused: status and reason. */
  refusals: string[]
  close(): Promise<void>
}

/** @param csv what the register holds, its first line the names of columns, `person` among them */
export async function openParties(folder: string, pack: Pack, names: { register: string; requester: string }, log: { open(): Promise<{ everyKey: readonly VerifierKey[] }> }, csv: string, prepare?: (folder: string) => void): Promise<Parties> {
  const [register, requester] = [join(folder, 'register'), join(folder, 'requester')]
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'people.csv'), csv)
  ;(await connectorPrograms.init())({ folder: register, register: names.register, pack, source: { kind: 'csv', file: join(folder, 'people.csv'), key: 'person' } })
  ;(await connectorPrograms.initRequester())({ folder: requester, agency: names.requester, pack })
  const trust = await connectorPrograms.trust()
  for (const key of (await log.open()).everyKey) for (const each of [register, requester]) await trust(each, { log: writeVkey(key) })
  await trust(register, { requester: readPublic(requester) })
  await trust(requester, { register: readPublic(register) })
  prepare?.(register)
  const refusals: string[] = []
  const running = await (await connectorPrograms.serve())({ folder: register, host: '127.0.0.1', port: 0, onRefusal: (status, reason) => { refusals.push(`${status} ${reason}`) } })
  const listening = await (await connectorPrograms.listen())({ folder: requester, host: '127.0.0.1', port: 0, onRefusal: (status, reason) => { refusals.push(`${status} ${reason}`) } })
  return {
    register, requester, registerUrl: running.url, noticesUrl: listening.url + noticePath, refusals,
    async close() {
      await listening.close()
      await running.close()
    },
  }
}

/** The platform's door for questions, alone. */
export async function serveBroker(exchange: Exchange): Promise<{ url: string; app: FastifyInstance }> {
  const app = fastify({ forceCloseConnections: true }) as unknown as FastifyInstance
  app.setErrorHandler((error, _request, reply) => reply.code((error as Fault).status ?? (error as { statusCode?: number }).statusCode ?? 500).send({ code: (error as Fault).code ?? 'bug', message: (error as Error).message }))
  serveQuestions(app, exchange.broker)
  return { url: await app.listen({ host: '127.0.0.1', port: 0 }), app }
}
