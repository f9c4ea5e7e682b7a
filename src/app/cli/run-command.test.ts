import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { commands } from './commands.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'maru-cli-'))
after(() => rmSync(folder, { recursive: true }))

function maru(words: string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', './src/kernel/tsx-hook.ts', 'bin/maru.ts', ...words],
    { cwd: root, encoding: 'utf8', env: { PATH: process.env['PATH'], MARU_DATA: folder, ...env } })
  return { status, stdout, stderr }
}

test('help names every command, and every command has its own', () => {
  const { status, stdout } = maru(['--help'])
  assert.equal(status, 0)
  for (const { usage } of Object.values(commands)) assert.ok(stdout.includes(usage), usage)
  assert.match(maru(['backup', '--help']).stdout, /backup <folder>/)
  assert.match(maru(['pack', '--help']).stdout, /pack check <folder>/)
})

test('a command it does not know is refused with the nearest one and exit code 2', () => {
  const { status, stderr } = maru(['bakcup'])
  assert.equal(status, 2)
  assert.match(stderr, /"bakcup" is not a command of maru\. Did you mean "backup"\?/)
  assert.match(maru(['pack']).stderr, /not complete.*pack check <folder>/)
  assert.equal(maru([]).status, 2)
})

test('a pack is checked in words and for programs, and a mistake is exit code 1 in both', () => {
  const pack = join(folder, 'pack')
  cpSync(join(root, 'packs/template'), pack, { recursive: true })
  assert.deepEqual(JSON.parse(maru(['pack', 'check', pack, '--json']).stdout), { pack, problems: [], cliffs: [] })
  const page = join(pack, 'rules/example.md')
  writeFileSync(page, readFileSync(page, 'utf8').replace('household.size', 'household.sice'))
  const { status, stdout } = maru(['pack', 'check', pack, '--json'])
  assert.equal(status, 1)
  const [first] = (JSON.parse(stdout) as { problems: Record<string, string>[] }).problems
  assert.deepEqual([first!['file'], first!['message']], ['rules/example.md', 'facts.json knows no household.sice.'])
  assert.match(maru(['pack', 'check', pack]).stderr, /rules\/example\.md#:\d+:\d+\n {2}facts\.json knows no household\.sice/)
})

test('a command asked wrongly shows its usage and answers 2', () => {
  for (const words of [['backup'], ['restore', 'a', 'b'], ['key', 'new']]) {
    const { status, stderr } = maru(words)
    assert.equal(status, 2, words.join(' '))
    assert.match(stderr, /Usage: npm run -s maru -- /)
  }
})

test('settings are explained even when one is wrong, which is when they are read', () => {
  assert.equal(maru(['config', '--explain']).status, 0)
  const { status, stdout, stderr } = maru(['config', '--explain'], { MARU_PROT: '9' })
  assert.equal(status, 1)
  assert.match(stdout, /MARU_PORT/)
  assert.match(stderr, /Did you mean MARU_PORT\?/)
})

test('a new key never overwrites', () => {
  const file = join(folder, 'key.json')
  assert.equal(maru(['key', 'new', file]).status, 0)
  const second = maru(['key', 'new', file])
  assert.equal(second.status, 1)
  assert.match(second.stderr, /is there already/)
})

test('no database to copy, or a server of one’s own: said in a sentence', () => {
  assert.match(maru(['backup', join(folder, 'b')]).stderr, /holds no database/)
  assert.match(maru(['backup', join(folder, 'b')], { MARU_DATABASE_URL: 'postgres://db/maru' }).stderr, /pg_basebackup/)
})
