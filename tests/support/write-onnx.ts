/** Small models in the file format of ONNX (onnx.proto3 of the ONNX project), so that the runtime itself runs in tests: words have the vectors that they are given here. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A field of a protocol buffer: a number (wire type 0), or bytes, text or a message (wire type 2). */
type Field = readonly [number: number, value: number | string | Uint8Array | readonly Field[]]

function varint(value: number): number[] {
  const bytes: number[] = []
  for (let left = value; ; left = Math.floor(left / 128)) {
    if (left < 128) return [...bytes, left]
    bytes.push((left % 128) + 128)
  }
}

function message(fields: readonly Field[]): Buffer {
  return Buffer.concat(fields.map(([number, value]) => {
    if (typeof value === 'number') return Buffer.from([...varint(number * 8), ...varint(value)])
    const bytes = typeof value === 'string' ? Buffer.from(value) : value instanceof Uint8Array ? Buffer.from(value) : message(value)
    return Buffer.concat([Buffer.from([...varint(number * 8 + 2), ...varint(bytes.length)]), bytes])
  }))
}

const types = { float: 1, int64: 7 } as const
const value = (name: string, type: keyof typeof types, dims: readonly string[]): readonly Field[] => [[1, name], [2, [[1, [[1, types[type]], [2, dims.map((dim): Field => [1, [[2, dim]]])]]]]]]
const node = (op: string, inputs: readonly string[], output: string): Field => [1, [...inputs.map((name): Field => [1, name]), [2, output], [4, op]]]
const tensor = (name: string, type: keyof typeof types, dims: readonly number[], raw: Uint8Array): Field => [5, [...dims.map((dim): Field => [1, dim]), [2, types[type]], [8, name], [9, raw]]]
const bytesOf = (array: Float32Array | BigInt64Array) => new Uint8Array(array.buffer)

/** Of each token its vector; a model for ranking says how much of what it reads is there twice. */
function modelOf(vectors: readonly (readonly number[])[], made: 'finding' | 'ranking'): Buffer {
  const size = vectors[0]!.length
  const inputs = ['input_ids', 'attention_mask'].map((name): Field => [11, value(name, 'int64', ['batch', 'length'])])
  const table = tensor('table', 'float', [vectors.length, size], bytesOf(Float32Array.from(vectors.flat())))
  const axis = (name: string, at: number) => tensor(name, 'int64', [1], bytesOf(BigInt64Array.of(BigInt(at))))
  const graph: Field[] = made === 'finding'
    ? [node('Gather', ['table', 'input_ids'], 'last_hidden_state'), [2, 'finding'], table, ...inputs, [12, value('last_hidden_state', 'float', ['batch', 'length', 'size'])]]
    : [
      node('Gather', ['table', 'input_ids'], 'read'), node('ReduceSum', ['read', 'over-length'], 'counted'), node('Mul', ['counted', 'counted'], 'squared'), node('ReduceSum', ['squared', 'over-size'], 'logits'),
      [2, 'ranking'], table, axis('over-length', 1), axis('over-size', 2), ...inputs, [12, value('logits', 'float', ['batch', 'one', 'score'])],
    ]
  return message([[1, 8], [7, graph], [8, [[1, ''], [2, 13]]]])
}

/**
 * Writes a folder as it is mounted: model, tokenizer, and beside them what runs it.
 * @param alike groups of words that mean the same; each group has a direction of its own
 * @param runtime where `node_modules` with the runtime is
 */
export function writeModel(folder: string, made: 'finding' | 'ranking', alike: readonly (readonly string[])[], runtime: string) {
  mkdirSync(join(folder, 'onnx'), { recursive: true })
  const words = [['[PAD]', -1] as const, ['[UNK]', -1] as const, ...alike.flatMap((group, at) => group.map((word) => [word, at] as const))]
  writeFileSync(join(folder, 'onnx/model.onnx'), modelOf(words.map(([, group]) => alike.map((_, at) => (at === group ? 1 : 0))), made))
  writeFileSync(join(folder, 'tokenizer.json'), JSON.stringify({
    version: '1.0', truncation: null, padding: null, added_tokens: [{ id: 0, content: '[PAD]', single_word: false, lstrip: false, rstrip: false, normalized: false, special: true }],
    normalizer: { type: 'Lowercase' }, pre_tokenizer: { type: 'Whitespace' }, post_processor: null, decoder: null,
    model: { type: 'WordLevel', vocab: Object.fromEntries(words.map(([word], id) => [word, id])), unk_token: '[UNK]' },
  }))
  writeFileSync(join(folder, 'tokenizer_config.json'), JSON.stringify({ tokenizer_class: 'PreTrainedTokenizerFast', model_max_length: 64, pad_token: '[PAD]', unk_token: '[UNK]' }))
  symlinkSync(join(runtime, 'node_modules'), join(folder, 'node_modules'))
}
