/** Asking a wallet (OpenID4VP 1.0, HAIP 1.0): registered requests, bound to the browser they begin in, answered once. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Text } from '../../../kernel/schema/schema.ts'
import type { PublicLog } from '../log/public-log.ts'
import type { Trust } from '../trust/trust.ts'
import type { StatusKeeper } from '../verify/status/keep-status.ts'
import { secretHash } from './answer-key.ts'
import { collectPresentation, readShown } from './collect-presentation.ts'
import type { DigitalRequest } from './digital-request.ts'
import { fetchRequest } from './fetch-request.ts'
import { presentFaults } from './present-faults.ts'
import { requestAddress } from './present-paths.ts'
import type { FetchingWallet } from './read-fetching-wallet.ts'
import { linkSecret, typedCode } from './presentation-secrets.ts'
import { openDigital, receiveDigital } from './receive-digital.ts'
import { type AnswerOutcome, receiveAnswer, type WalletAnswer } from './receive-answer.ts'
import { isBrowser, releaseByCode, releaseByReturn, type Released } from './release-presentation.ts'
import { clientIdOf, type RequestSigner, walletLink } from './request-object.ts'
import type { CredentialNames, RequestTemplate } from './request-template.ts'
import { type Start, startPresentation } from './start-presentation.ts'
import type { LinkMode, Mode, PresentTables, Shown } from './tables.ts'
import { createTemplates, type Templates } from './templates.ts'
import { makeVerifierKey, readVerifierKey, type VerifierKey } from './verifier-keys.ts'

export interface PresentationsDeps {
  db: RoomDatabase<PresentTables>
  /** Of the room: secrets of links, and what waits for an answer. 32 bytes. */
  key: Buffer
  log: PublicLog
  signer: () => RequestSigner
  types: readonly CredentialNames[]
  templates: readonly RequestTemplate[]
  agencies: readonly { id: string; name: Text }[]
  trust: (origin: string) => Trust
  status: StatusKeeper
}

export interface Waiting {
  template: RequestTemplate
  /** `new`: nobody has taken it; `elsewhere`: another browser has. */
  state: 'new' | 'elsewhere' | 'waiting' | 'opened' | 'answered' | 'refused' | 'over'
  mode: Mode | null
  outcome: string | null
  /** What opens a wallet on this device, and on another by its camera. */
  sameDevice: string
  crossDevice: string
}

export interface Presentations {
  readonly templates: Templates
  readonly types: readonly CredentialNames[]
  /** Of an agency; empty where the pack has none of that id. */
  agencyName(id: string): Text
  start(start: Start): Promise<string>
  /** The first browser takes it. False where another has. */
  take(id: string, browser: string): Promise<boolean>
  look(id: string, browser: string | undefined): Promise<Waiting>
  request(id: string, secret: string, wallet?: FetchingWallet): Promise<string>
  answer(id: string, answer: WalletAnswer): Promise<AnswerOutcome>
  /** For the browser's own interface, where it has one; nothing where nothing waits in this browser. */
  digital(id: string, browser: string | undefined): Promise<DigitalRequest[]>
  /** What came by it. @returns what releases it in this browser; undefined where it was refused */
  answerDigital(id: string, browser: string | undefined, response: string): Promise<string | undefined>
  /** What the phone shows, to be typed where the person began. */
  code(id: string, responseCode: string): Promise<{ code: string; template: RequestTemplate }>
  releaseByReturn(id: string, browser: string | undefined, responseCode: string): Promise<Released>
  releaseByCode(id: string, browser: string | undefined, code: string): Promise<Released | undefined>
  /** Of a mandate, to the browser that had it shown. */
  shown(id: string, browser: string | undefined): Promise<Shown>
  collect(key: VerifierKey, id: string, code: string): Promise<Shown>
  makeKey(key: VerifierKey, by: string): Promise<string>
  readKey(authorization: string | undefined): Promise<VerifierKey>
}

/** Of HAIP 1.0 section 5.1: any wallet that speaks it answers. */
const scheme = 'openid4vp://authorize'

export function createPresentations({ db, key, log, signer, types, templates: own, agencies, trust, status }: PresentationsDeps): Presentations {
  const templates = createTemplates(db, log, own)
  const answering = { db, key, signer, types, templates, trust, status }
  const find = async (id: string) => {
    const row = await db.transaction((tx) => tx.selectFrom('presentation').selectAll().where('id', '=', id).executeTakeFirst())
    if (!row) throw new Fault(presentFaults.noSuchPresentation)
    return row
  }
  return {
    templates, types,
    agencyName: (id) => agencies.find((agency) => agency.id === id)?.name ?? {},
    async start(start) {
      await templates.find(start.template)
      return startPresentation(db, key, start)
    },
    async take(id, browser) {
      const { numUpdatedRows } = await db.transaction((tx) => tx.updateTable('presentation').set({ browser_hash: secretHash(browser) }).where('id', '=', id).where('browser_hash', 'is', null).where('ends_at', '>', new Date()).executeTakeFirst())
      return numUpdatedRows === 1n
    },
    async look(id, browser) {
      const row = await find(id)
      const { template } = await templates.find(row.template)
      const link = (mode: LinkMode) => walletLink(scheme, clientIdOf(signer()), requestAddress(row.origin, id, linkSecret(key, id, mode)))
      const state = row.ends_at.getTime() <= Date.now() ? 'over' : row.browser_hash === null ? 'new' : !isBrowser(row.browser_hash, browser) ? 'elsewhere'
        : row.outcome === 'accepted' ? 'answered' : row.outcome !== null ? 'refused' : row.mode === null ? 'waiting' : 'opened'
      return { template, state, mode: row.mode, outcome: row.outcome, sameDevice: link('same-device'), crossDevice: link('cross-device') }
    },
    request: (id, secret, wallet) => fetchRequest({ db, key, signer, types, templates }, id, secret, wallet),
    answer: (id, answer) => receiveAnswer(answering, id, answer),
    digital: (id, browser) => openDigital(answering, id, browser),
    answerDigital: (id, browser, response) => receiveDigital(answering, id, browser, response),
    async code(id, responseCode) {
      const row = await find(id)
      if (row.mode !== 'cross-device' || !row.response_hash?.equals(secretHash(responseCode)) || row.ends_at.getTime() <= Date.now()) throw new Fault(presentFaults.noSuchPresentation)
      return { code: typedCode(key, id, responseCode), template: (await templates.find(row.template)).template }
    },
    releaseByReturn: (id, browser, code) => releaseByReturn(db, id, browser, code),
    releaseByCode: (id, browser, code) => releaseByCode(db, key, id, browser, code),
    shown: (id, browser) => readShown(db, id, browser),
    collect: ({ template }, id, code) => collectPresentation(db, { template, id, code }),
    async makeKey(verifier, by) {
      await templates.find(verifier.template)
      return makeVerifierKey(db, verifier, by)
    },
    readKey: (authorization) => readVerifierKey(db, authorization),
  }
}
