import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { holdFolder } from './hold-folder.ts'

test('a second owner is refused with a sentence; a killed owner leaves nothing in the way', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'maru-hold-'))
  const script = `const { holdFolder } = await import(${JSON.stringify(new URL('hold-folder.ts', import.meta.url).href)})
    globalThis.held = holdFolder(${JSON.stringify(folder)}, 'other'); console.log('held'); setInterval(() => {}, 1000)`
  const other = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(other.stdout, 'data')
  assert.throws(() => holdFolder(folder, 'test'), { message: new RegExp(`in use: process ${other.pid} \\(other\\)`) })
  other.kill('SIGKILL')
  await once(other, 'exit')
  const held = holdFolder(folder, 'test')
  assert.throws(() => holdFolder(folder, 'test'), /in use/)
  held[Symbol.dispose]()
  holdFolder(folder, 'test')[Symbol.dispose]()
  rmSync(folder, { recursive: true })
})
