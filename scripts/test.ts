/** `npm test`: what the machine lacks, types, lint, every test; then what was skipped and why. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureTools, tools } from './test-tools.ts'

interface Skip { name: string; file?: string; reason: string }
type Counts = Record<string, number>
/** The next file, whenever there is time for one. */
type Take = () => string | undefined

/** When a file counts as hanging, in milliseconds: it fails, and the others are still run. `heavy` is the one in which a browser shows the pages: it may take what a whole run may. */
const longest = { light: 900_000, heavy: 1_500_000 }

/** Processes that share the tests without a browser and without kills, beside the one that has those. Each waits for its own database half of the time, so that there is one more than cores. */
const lanes = Math.min(3, availableParallelism() + 1)
/** In this order, so that what begins last is short: lanes end together. */
const longFirst = ['tests', 'packages', 'src/modules', 'src', 'demo', 'scripts']

const began = performance.now()
const given = process.argv.slice(2)
const scratch = mkdtempSync(join(tmpdir(), 'maru-npm-test-'))
const tell = (line: string) => void process.stdout.write(`${line}\n`)

/** Of a folder, a pattern, a file, or what the names of some begin with. */
function filesAt(path: string): string[] {
  const named = existsSync(path) && statSync(path).isDirectory() ? globSync(`${path}/**/*.test.{ts,tsx}`) : globSync(path)
  return named.length > 0 ? named : globSync(`${path}*.test.{ts,tsx}`)
}

async function runChosen(): Promise<number> {
  const chosen = given.map((path) => ({ path, files: filesAt(path) }))
  const nowhere = chosen.filter(({ files }) => files.length === 0).map(({ path }) => path)
  // A name that was mistyped would pass.
  if (nowhere.length > 0) {
    tell(`No test file at ${nowhere.join(' ')}.`)
    return 2
  }
  const files = [...new Set(chosen.flatMap((one) => one.files))]
  const { failed, skips } = await runTests(() => files.shift(), longest.heavy)
  listSkips(skips)
  return failed ? 1 : 0
}

async function runAll(): Promise<number> {
  ensureTools(tell)
  const all = longFirst.flatMap((folder) => globSync(`${folder}/**/*.test.{ts,tsx}`)).filter((file, at, files) => files.indexOf(file) === at)
  // Showing every page takes all there is; killing processes and driving a browser is mostly waiting, and fills what the others leave.
  const under = (...folders: string[]) => all.filter((file) => folders.some((folder) => file.startsWith(`tests/${folder}/`)))
  const [shown, waiting] = [under('faces'), [...under('crash'), ...under('browser')]]
  const light = all.filter((file) => !shown.includes(file) && !waiting.includes(file))
  tell(`Tests: ${all.length} files …`)
  const takers = [...Array.from({ length: lanes }, () => () => light.shift() ?? waiting.shift()), () => waiting.shift() ?? light.shift()]
  const [checks, runs] = await Promise.all([
    Promise.all([
      check('Types', 'node_modules/typescript/bin/tsc', ['--noEmit']),
      check('Lint', 'node_modules/oxlint/bin/oxlint', ['-c', '.oxlintrc.json', '--deny-warnings', ...['bin', 'src', 'packages', 'demo', 'tests', 'bench', 'scripts'].filter((folder) => existsSync(folder))]),
    ]),
    inLanes(takers, () => shown.shift()),
  ])
  const skips = runs.flatMap((run) => run.skips)
  const avoidable = skips.filter((skip) => !isExcused(skip.reason))
  listSkips(skips)
  for (const skip of avoidable) tell(`✖ skipped although nothing is missing: ${skip.name}`)
  tellSlowest(Object.assign({}, ...runs.map((run) => run.spent)) as Counts)
  summarise(runs.map((run) => run.counts))
  const failed = runs.some((run) => run.failed) || checks.includes(false) || avoidable.length > 0
  tell(failed ? `✖ npm test failed${checks.includes(false) ? ' (types or lint: see above)' : ''}` : '✓ npm test passed')
  return failed ? 1 : 0
}

/** The pages come when the first lane has no file left: each of the others has its last one then, and walking through the houses leaves a core to them. */
function inLanes(takers: readonly Take[], takePages: Take) {
  const runs = takers.map((take, lane) => runTests(take, longest.light, lane))
  return Promise.all([...runs, runs[0]!.then(() => runTests(takePages, longest.heavy))])
}

/** Beside the tests: its words come in one piece. */
async function check(name: string, script: string, args: string[]): Promise<boolean> {
  const start = performance.now()
  const words = openSync(join(scratch, name), 'w+')
  const [status] = await once(spawn(process.execPath, [script, ...args], { stdio: ['ignore', words, words] }), 'exit') as [number | null]
  const passed = status === 0
  tell(`${readFileSync(join(scratch, name), 'utf8')}${passed ? '✓' : '✖'} ${name}  ${seconds(start)}`)
  return passed
}

/**
 * @param timeout milliseconds for one file
 * @param lane the first one's words are seen at once, the others' when they are done
 */
async function runTests(take: Take, timeout: number, lane = 0) {
  const notes = join(scratch, `notes-${lane}-${performance.now()}`)
  const words = join(scratch, `words-${lane}`)
  const running = spawn(process.execPath, [
    '--import', './src/kernel/tsx-hook.ts', '--test', '--test-isolation=none', '--test-force-exit',
    '--test-reporter=spec', '--test-reporter-destination=stdout', '--test-reporter=./scripts/test-reporter.mjs', `--test-reporter-destination=${notes}`,
    'scripts/test-each.mjs',
  ], { stdio: ['ignore', lane === 0 ? 'inherit' : openSync(words, 'w'), 'inherit', 'ipc'], env: { ...cleanEnvironment(), TEST_TIMEOUT: String(timeout) } })
  running.on('message', (message) => {
    if ((message as { next?: true }).next) running.send({ file: take() ?? null })
  })
  const [status] = await once(running, 'exit') as [number | null]
  if (lane > 0) process.stdout.write(readFileSync(words))
  const lines = existsSync(notes) ? readFileSync(notes, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Skip & { counts?: Counts; spent?: Counts }) : []
  const counts = lines.find((line) => line.counts)?.counts
  // A run that ended before its summary has not passed, whatever its exit code.
  return { failed: status !== 0 || !counts, counts: counts ?? {}, spent: lines.find((line) => line.spent)?.spent ?? {}, skips: lines.filter((line) => line.name !== undefined) }
}

/** An operator's settings in the shell are not the tests' business, and no library behaves otherwise than at the operator's because it is tested. What Node has compiled is kept, as scripts/run keeps it: many tests start programs of ours. */
const cleanEnvironment = () => ({ ...Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'NODE_ENV' && !name.startsWith('MARU_'))), NODE_COMPILE_CACHE: join(import.meta.dirname, '../node_modules/.cache/node-compile') })

function isExcused(reason: string): boolean {
  if (reason === 'needs root') return process.getuid?.() !== 0
  if (reason === 'needs an ordinary account') return process.getuid?.() === 0
  const tool = tools.find(({ name }) => reason === `needs ${name}`)
  return tool !== undefined && !tool.found()
}

function listSkips(skips: Skip[]) {
  if (skips.length === 0) return
  tell(`Skipped: ${skips.length}`)
  for (const skip of skips) tell(`  ﹣ ${skip.name}${skip.reason ? ` (${skip.reason})` : ''}`)
}

/** Where the minutes of a whole run go. */
function tellSlowest(spent: Counts) {
  const slowest = Object.entries(spent).sort(([, one], [, other]) => other - one).slice(0, 20)
  tell('Slowest files, in seconds:')
  for (const [file, time] of slowest) tell(`  ${time.toFixed(1).padStart(6)}  ${file}`)
}

/** Node's own summary, over all runs. */
function summarise(all: Counts[]) {
  const sum = (name: string) => all.reduce((total, counts) => total + (counts[name] ?? 0), 0)
  const rows = { tests: sum('tests'), suites: sum('suites'), pass: sum('passed'), fail: sum('failed'), cancelled: sum('cancelled'), skipped: sum('skipped'), todo: sum('todo') }
  for (const [name, count] of Object.entries(rows)) tell(`ℹ ${name} ${count}`)
  tell(`ℹ duration_ms ${(performance.now() - began).toFixed(0)}`)
}

function seconds(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`
}

try {
  process.exitCode = await (given.length > 0 ? runChosen() : runAll())
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
