/** The servers and folders of language models that the operator has chosen. Nothing is sent anywhere without this file. */
import { existsSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
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

/** In a folder of this machine, in the layout of Hugging Face, with what runs it. */
export interface ModelFolder {
  folder: string
  /** Beneath it. */
  file: string
  /** Name of the folder. */
  model: string
  /** Milliseconds of a question. */
  patience: number
  /** What the model was taught to read before a question and before a text. */
  prompts: { query: string; passage: string }
}

export interface ModelSettings {
  /** Proposes commands and wording. */
  chat?: ModelEndpoint
  /** Finds by meaning, beside words. */
  embeddings?: ModelEndpoint | ModelFolder
  /** Puts the first that were found in order. */
  rerank?: ModelEndpoint | ModelFolder
  /** Of all calls of all processes. */
  callsADay: number
}

const uses = ['chat', 'embeddings', 'rerank'] as const
const known = { server: ['url', 'model', 'keyFile', 'inside', 'patienceMs'], folder: ['folder', 'file', 'prompts', 'patienceMs'] }
/** What runs it lies beside it: nothing is fetched, and the platform carries none. */
const runtime = ['onnxruntime-node', '@huggingface/tokenizers']
const usual = { callsADay: 10_000, patience: { chat: 4_000, embeddings: 1_500, rerank: 1_500 } }

/** @throws ConfigError with a sentence for everything that cannot be used */
export function readModel(file: string): ModelSettings {
  const faults: string[] = []
  const { callsADay = usual.callsADay, ...entries } = readJsonObject('MARU_MODEL_FILE', file, `any of ${uses.join(', ')} to {"url", "model"} or {"folder"}`)
  const found: ModelSettings = { callsADay: Number(callsADay) }
  if (typeof callsADay !== 'number' || !Number.isSafeInteger(callsADay) || callsADay < 1) faults.push(`${file}#/callsADay: is a whole number above 0.`)
  for (const [name, entry] of Object.entries(entries)) {
    const use = uses.find((one) => one === name)
    if (use === undefined) faults.push(`${file}#/${name}: is not known. There are ${uses.join(', ')} and callsADay.`)
    else {
      const fault: Fault = (at, sentence) => { faults.push(`${file}#/${use}${at === '' ? '' : `/${at}`}: ${sentence}`) }
      if (use === 'chat' || !Object.hasOwn(entry ?? {}, 'folder')) found[use] = readEndpoint(file, use, entry, fault)
      else found[use] = readFolder(file, use, entry as Record<string, unknown>, fault)
    }
  }
  if (uses.every((use) => found[use] === undefined)) faults.push(`${file} names no server. Leave MARU_MODEL_FILE out where there is none.`)
  if (faults.length > 0) throw new ConfigError(faults)
  return found
}

type Fault = (at: string, sentence: string) => void

function readEndpoint(file: string, use: (typeof uses)[number], entry: unknown, fault: Fault): ModelEndpoint {
  const { url, model, keyFile, inside = false, patienceMs = usual.patience[use], ...more } = (entry ?? {}) as Record<string, unknown>
  const key = typeof keyFile === 'string' ? readLine(resolve(dirname(file), keyFile)) : undefined
  for (const word of Object.keys(more)) fault(word, `is not known. There are ${known.server.join(', ')}.`)
  if (typeof inside !== 'boolean') fault('inside', 'is true for a server in your own network, else left out.')
  if (!isAddress(url, inside === true)) fault('url', 'give an https address without a password in it (http only with "inside": true).')
  if (typeof model !== 'string' || model === '') fault('model', 'say what the server calls the model.')
  if (keyFile !== undefined && (key ?? '') === '') fault('keyFile', 'names no file with a key in it.')
  demandPatience(patienceMs, fault)
  return { url: String(url).replace(/\/+$/, ''), model: String(model), key, isInside: inside === true, patience: Number(patienceMs) }
}

function readFolder(settings: string, use: 'embeddings' | 'rerank', entry: Record<string, unknown>, fault: Fault): ModelFolder {
  const { folder: given, file: chosen, prompts = {}, patienceMs = usual.patience[use], ...more } = entry
  const folder = resolve(dirname(settings), typeof given === 'string' ? given : '')
  const has = (name: unknown): name is string => typeof name === 'string' && existsSync(join(folder, name))
  const file = ['onnx/model.onnx', 'model.onnx'].find(has) ?? ''
  for (const word of Object.keys(more)) fault(word, `is not known. There are ${known.folder.join(', ')}.`)
  if (!has('tokenizer.json')) fault('folder', `${folder} holds no tokenizer.json.`)
  else if (chosen === undefined && file === '') fault('folder', `${folder} holds no model.onnx, nor onnx/model.onnx.`)
  else if (chosen !== undefined && !has(chosen)) fault('file', `names no file in ${folder}.`)
  for (const name of runtime.filter((part) => !has(`node_modules/${part}/package.json`))) fault('folder', `${folder} holds no ${name}. Put it there: npm install --prefix ${folder} ${runtime.join(' ')}`)
  const { query = '', passage = '', ...others } = prompts as Record<string, unknown>
  if (typeof query !== 'string' || typeof passage !== 'string' || Object.keys(others).length > 0) fault('prompts', 'is {"query", "passage"}, each what the model reads first.')
  demandPatience(patienceMs, fault)
  return { folder, file: has(chosen) ? chosen : file, model: basename(folder), patience: Number(patienceMs), prompts: { query: String(query), passage: String(passage) } }
}

function demandPatience(patienceMs: unknown, fault: Fault) {
  if (typeof patienceMs !== 'number' || !Number.isSafeInteger(patienceMs) || patienceMs < 100 || patienceMs > 30_000) fault('patienceMs', 'is a whole number from 100 to 30000.')
}

function isAddress(url: unknown, inside: boolean): boolean {
  if (typeof url !== 'string' || !URL.canParse(url)) return false
  const { protocol, username, password, search, hash } = new URL(url)
  return (protocol === 'https:' || (inside && protocol === 'http:')) && username === '' && password === '' && search === '' && hash === ''
}
