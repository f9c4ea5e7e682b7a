/** Copies of one card in one form, each bound to a fresh key and checked. */
import type { Copy, Form } from '../cards/card.ts'
import { type Json, Refused } from '../json.ts'
import { demandKeyInLog, type Logged } from '../log/demand-in-log.ts'
import { type HeldKey, newKey } from '../store/new-key.ts'
import { type Answer, askCredentials, isLater } from './ask-credentials.ts'
import { checkCredential } from './check-credential.ts'
import type { Conversation } from './open-conversation.ts'
import type { IssuerHistory, ReadHistory } from './read-history.ts'
import type { IssuerMetadata } from './read-issuer.ts'

/** Copies for one use that lie ready at a time. */
export const ready = 5

export interface FetchedCopy {
  copy: Copy
  key: HeldKey
  claims: Json
  /** Where the issuer's key stands in the public log; absent of a stranger's. */
  logged: Logged | undefined
  history: IssuerHistory | undefined
}

/** One request: for each key a copy, in any order and fewer where the issuer gives fewer, or the word to come later. */
export interface Ask { keys: readonly HeldKey[]; answer: Answer }

export type WantedForm = Omit<Form, 'copies'>

/** @throws Refused */
export async function askCopies(conversation: Conversation, issuer: IssuerMetadata, { configuration }: WantedForm, count: number): Promise<Ask> {
  const keys = await Promise.all(Array.from({ length: count }, newKey))
  return { keys, answer: await askCredentials(conversation, issuer, configuration, keys) }
}

/** @param policy whom to believe about the public log. @param known the history of the issuer's keys. @throws Refused, also where the issuer wants more time */
export async function checkCopies(issuer: IssuerMetadata, { format, type }: WantedForm, { keys, answer }: Ask, policy: string, known?: IssuerHistory): Promise<FetchedCopy[]> {
  if (isLater(answer)) throw new Refused('later')
  const { notification } = answer
  const histories = new Map<string, Promise<ReadHistory>>()
  const readHistory = (did: string) => {
    const reading = histories.get(did) ?? import('./read-history.ts').then((loaded) => loaded.readHistory(did, issuer.id, known))
    histories.set(did, reading)
    return reading
  }
  const copies = await Promise.all(answer.credentials.map(async (credential) => {
    const checked = await checkCredential(format, credential, { issuer: issuer.id, type: type === '' ? undefined : type, keys, readHistory, hasHistory: known !== undefined })
    const { until, claims, history, key } = checked
    const logged = await demandKeyInLog(issuer, checked, policy)
    return { copy: { credential, key: key.name, until, oneUse: keys.length > 1, ...(notification === undefined ? {} : { notification }) }, key, claims, logged, history }
  }))
  // Section 8.3: each key binds one credential at most.
  if (new Set(copies.map(({ key }) => key.name)).size !== copies.length) throw new Refused('wrong-key')
  return copies
}
