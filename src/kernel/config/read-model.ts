/** The servers of a language model that the operator has chosen. Nothing is sent anywhere without this file. */
import { dirname, resolve } from 'node:path'
import { ConfigError } from './read-config.ts'
import { readJsonObject, readLine } from './read-json-file.ts'

export interface ModelEndpoint {
  /** Of the API's root, such as https://models.agency.example/v1. */
  url: string
  /** What the server calls it. */
  model: string
  /** Sent as a bearer token; undefined where the server asks for none. */
  key: string | undefined
  /** In the operator's own network: it need not be on the open internet, nor speak TLS. */
  isInside: boolean
  /** Milliseconds of one call. */
  patience: number
}

export interface ModelSettings {
  /** Proposes commands and wording. */
  chat?: ModelEndpoint
  /** Finds by meaning, beside words. */
  embeddings?: ModelEndpoint
  /** Puts the first that were found in order. */
  rerank?: ModelEndpoint
  /** Of all calls of all processes. */
  callsADay: number
}

const uses = ['chat', 'embeddings', 'rerank'] as const
const known = ['url', 'model', 'keyFile', 'inside', 'patienceMs']
const usual = { callsADay: 10_000, patience: { chat: 4_000, embeddings: 1_500, rerank: 1_500 } }

/** @throws ConfigError with a sentence for everything that cannot be used */
export function readModel(file: string): ModelSettings {
  const faults: string[] = []
  const { callsADay = usual.callsADay, ...entries } = readJsonObject('MARU_MODEL_FILE', file, `any of ${uses.join(', ')} to {"url", "model"}`)
  const found: ModelSettings = { callsADay: Number(callsADay) }
  if (typeof callsADay !== 'number' || !Number.isSafeInteger(callsADay) || callsADay < 1) faults.push(`${file}#/callsADay: is a whole number above 0.`)
  for (const [name, entry] of Object.entries(entries)) {
    const use = uses.find((one) => one === name)
    if (use === undefined) faults.push(`${file}#/${name}: is not known. There are ${uses.join(', ')} and callsADay.`)
    else found[use] = readEndpoint(file, use, entry, (at, sentence) => { faults.push(`${file}#/${use}${at === '' ? '' : `/${at}`}: ${sentence}`) })
  }
  if (uses.every((use) => found[use] === undefined)) faults.push(`${file} names no server. Leave MARU_MODEL_FILE out where there is none.`)
  if (faults.length > 0) throw new ConfigError(faults)
  return found
}

function readEndpoint(file: string, use: (typeof uses)[number], entry: unknown, fault: (at: string, sentence: string) => void): ModelEndpoint {
  const { url, model, keyFile, inside = false, patienceMs = usual.patience[use], ...more } = (entry ?? {}) as Record<string, unknown>
  const key = typeof keyFile === 'string' ? readLine(resolve(dirname(file), keyFile)) : undefined
  for (const word of Object.keys(more)) fault(word, `is not known. There are ${known.join(', ')}.`)
  if (typeof inside !== 'boolean') fault('inside', 'is true for a server in your own network, else left out.')
  if (!isAddress(url, inside === true)) fault('url', 'give an https address without a password in it (http only with "inside": true).')
  if (typeof model !== 'string' || model === '') fault('model', 'say what the server calls the model.')
  if (keyFile !== undefined && (key ?? '') === '') fault('keyFile', 'names no file with a key in it.')
  if (typeof patienceMs !== 'number' || !Number.isSafeInteger(patienceMs) || patienceMs < 100 || patienceMs > 30_000) fault('patienceMs', 'is a whole number from 100 to 30000.')
  return { url: String(url).replace(/\/+$/, ''), model: String(model), key, isInside: inside === true, patience: Number(patienceMs) }
}

function isAddress(url: unknown, inside: boolean): boolean {
  if (typeof url !== 'string' || !URL.canParse(url)) return false
  const { protocol, username, password, search, hash } = new URL(url)
  return (protocol === 'https:' || (inside && protocol === 'http:')) && username === '' && password === '' && search === '' && hash === ''
}
