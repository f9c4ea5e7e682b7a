/**
 * The process that runs a mounted model (ONNX, in the layout of Hugging Face: `tokenizer.json`, `model.onnx`), with the runtime and the
 * tokenizers that lie in the same folder. First word: the folder, as JSON. It hears and answers its parent alone, one thing after the other.
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

export interface ModelTask { id: number; texts: readonly string[]; /** To be read beside each text, and ranked by; absent where vectors are wanted. */ question?: string }
export type ModelSaid = { ready: true } | { id: number; vectors: Float32Array[] } | { id: number; scores: number[] } | { id: number; fault: string }

interface Tensor { data: Float32Array; dims: readonly number[]; dispose(): void }
interface Session { inputNames: readonly string[]; outputNames: readonly string[]; run(feeds: Record<string, Tensor>): Promise<Record<string, Tensor>> }
interface Runtime { Tensor: new (type: 'int64', data: BigInt64Array, dims: readonly number[]) => Tensor; InferenceSession: { create(file: string, options: object): Promise<Session> } }
interface Tokenizer { encode(text: string, options?: { text_pair?: string }): { ids: number[] }; token_to_id(token: string): number | undefined }
interface Tokenizers { Tokenizer: new (tokenizer: object, config: object) => Tokenizer }

/** Where its folder says nothing: what models of sentences are trained on. */
const usualTokens = 512

const { folder, file } = JSON.parse(process.argv[2]!) as { folder: string; file: string }
/** By its place: nothing above the folder is looked at. */
const part = (name: string): unknown => createRequire(import.meta.url)(join(folder, 'node_modules', name))
const { Tensor, InferenceSession } = part('onnxruntime-node') as Runtime
const { Tokenizer } = part('@huggingface/tokenizers') as Tokenizers

const config = readJson('tokenizer_config.json') as { model_max_length?: number; pad_token?: string | { content: string } }
const tokenizer = new Tokenizer(readJson('tokenizer.json'), config)
const mostTokens = Math.min(config.model_max_length ?? usualTokens, usualTokens)
const padding = typeof config.pad_token === 'object' ? config.pad_token.content : config.pad_token
const padId = (padding === undefined ? undefined : tokenizer.token_to_id(padding)) ?? 0
/** As sentence-transformers writes it: of all tokens, or of the first. */
const isOfFirst = (readJson('1_Pooling/config.json') as { pooling_mode_cls_token?: boolean }).pooling_mode_cls_token === true
const session = await InferenceSession.create(join(folder, file), { executionProviders: ['cpu'], interOpNumThreads: 1, enableCpuMemArena: false })

function readJson(name: string): object {
  try {
    return JSON.parse(readFileSync(join(folder, name), 'utf8')) as object
  } catch (cause) {
    if (name !== 'tokenizer.json' && (cause as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw cause
  }
}

/** What is too long is cut, and keeps its last token, which says that it is over. */
function tokensOf(text: string, question: string | undefined): number[] {
  const { ids } = question === undefined ? tokenizer.encode(text) : tokenizer.encode(question, { text_pair: text })
  return ids.length <= mostTokens ? ids : [...ids.slice(0, mostTokens - 1), ids.at(-1)!]
}

async function run({ texts, question }: ModelTask): Promise<{ output: Tensor; lengths: number[]; width: number }> {
  const rows = texts.map((text) => tokensOf(text, question))
  const width = Math.max(...rows.map(({ length }) => length))
  const spread = (value: (row: number[], at: number) => number) => new Tensor('int64', BigInt64Array.from(rows.flatMap((row) => Array.from({ length: width }, (_, at) => BigInt(value(row, at))))), [rows.length, width])
  const known: Record<string, () => Tensor> = {
    input_ids: () => spread((row, at) => row[at] ?? padId), attention_mask: () => spread((row, at) => (at < row.length ? 1 : 0)), token_type_ids: () => spread(() => 0),
  }
  const unknown = session.inputNames.find((name) => known[name] === undefined)
  if (unknown !== undefined) throw new Error(`the model wants ${unknown}, and is given ${Object.keys(known).join(', ')}`)
  const outputs = await session.run(Object.fromEntries(session.inputNames.map((name) => [name, known[name]!()])))
  const output = outputs['sentence_embedding'] ?? outputs['last_hidden_state'] ?? outputs['logits'] ?? outputs[session.outputNames[0]!]!
  return { output, lengths: rows.map(({ length }) => length), width }
}

/** One vector a text, of unit length: the model's own, or the mean of its tokens, those that pad left out. */
function vectorsFrom({ data, dims }: Tensor, lengths: readonly number[], width: number): Float32Array[] {
  const size = dims.at(-1)!
  return lengths.map((length, row) => {
    const vector = new Float32Array(size)
    const tokens = dims.length === 2 ? 1 : isOfFirst ? 1 : length
    const from = row * (dims.length === 2 ? 1 : width) * size
    for (let token = 0; token < tokens; token += 1) for (let at = 0; at < size; at += 1) vector[at]! += data[from + token * size + at]!
    const norm = Math.hypot(...vector) || 1
    return vector.map((value) => value / norm)
  })
}

/** Of one number, that; of two, as "no" and "yes", how far the second is above the first. */
function scoresFrom({ data, dims }: Tensor, count: number): number[] {
  const size = dims.length === 1 ? 1 : dims.at(-1)!
  if (data.length !== count * size || size > 2) throw new Error('the model gives no score for each text: it is not made for ranking')
  return Array.from({ length: count }, (_, row) => (size === 1 ? data[row]! : data[row * 2 + 1]! - data[row * 2]!))
}

async function answer(task: ModelTask): Promise<ModelSaid> {
  try {
    const { output, lengths, width } = await run(task)
    return task.question === undefined ? { id: task.id, vectors: vectorsFrom(output, lengths, width) } : { id: task.id, scores: scoresFrom(output, lengths.length) }
  } catch (cause) {
    return { id: task.id, fault: (cause as Error).message }
  }
}

let before: Promise<unknown> = Promise.resolve()
process.on('message', (task: ModelTask) => { before = before.then(async () => process.send?.(await answer(task))) })
process.on('disconnect', () => { process.exit() })
process.send?.({ ready: true } satisfies ModelSaid)
