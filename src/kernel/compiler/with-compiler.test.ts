import assert from 'node:assert/strict'
import { test } from 'node:test'
import { build } from 'esbuild'
import { restCompiler, withCompiler } from './with-compiler.ts'

const bundle = (times: number) => withCompiler(async () => {
  for (let done = 0; done < times; done += 1) {
    const { outputFiles } = await build({ stdin: { contents: `export const one = ${times}`, loader: 'ts' }, write: false })
    assert.match(outputFiles[0]!.text, /one/)
  }
  return times
})

await test('who is done first does not stop the compiler of the others, nor does whoever lets it rest', { timeout: 30_000 }, async () => {
  const rest = setInterval(() => { void restCompiler() }, 1)
  try {
    assert.deepEqual(await Promise.all([bundle(1), bundle(12), bundle(3)]), [1, 12, 3])
  } finally {
    clearInterval(rest)
  }
  assert.equal(await bundle(1), 1)
})
