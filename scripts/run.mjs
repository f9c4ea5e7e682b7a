// The door for a bare machine: Node 20 syntax and nothing installed. Brings the packages up to the
// lockfile, then hands over to the pinned Node.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const lockFile = join(root, 'package-lock.json')
const modules = join(root, 'node_modules')
const hashFile = join(modules, '.lock-hash')
/** A home for all rooms must stay small: pages are short-lived, little is kept. Measured in docs/decisions/0001. */
const memory = ['--max-old-space-size=192', '--max-semi-space-size=12']

/** glibc keeps a heap for each thread, and gives little back: with one it is 30 MB less. Measured in docs/decisions/0001. */
const malloc = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '131072' }

const [verb = 'start', ...rest] = process.argv.slice(2)
process.chdir(root)
install()
run(commandOf(verb, rest))

function install() {
  const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
  if (existsSync(hashFile) && readFileSync(hashFile, 'utf8') === wanted) return
  if (!isComplete()) {
    const began = Date.now()
    tell('Installing packages (the first time only; the pinned Node and PostgreSQL come with them) …')
    const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm']
    const { status } = spawnSync(npm[0], [...npm.slice(1), 'ci', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'], { stdio: ['ignore', 2, 2] })
    if (status !== 0) stop('The packages could not be installed: see above. Without a network, npm needs them in its cache from an earlier installation.')
    tell(`✓ Packages installed  ${((Date.now() - began) / 1000).toFixed(1)} s`)
  }
  try {
    writeFileSync(hashFile, wanted)
  } catch (cause) {
    if (cause.code !== 'EACCES' && cause.code !== 'EROFS') throw cause
  }
}

/** npm keeps its own record of what it installed: when that agrees with the lockfile, nothing is to do. */
function isComplete() {
  const record = join(modules, '.package-lock.json')
  if (!existsSync(record)) return false
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages
  const locked = JSON.parse(readFileSync(lockFile, 'utf8')).packages
  return Object.entries(locked).every(([path, wanted]) =>
    path === '' || (installed[path] ? installed[path].integrity === wanted.integrity : wanted.optional === true || wanted.peer === true))
}

function commandOf(name, words) {
  const maru = (...more) => [...memory, '--import', './src/kernel/tsx-hook.ts', 'bin/maru.ts', ...more]
  const script = (folder) => {
    const file = `${folder}/${words[0] ?? ''}.ts`
    if (!/^[a-z][a-z0-9-]*$/.test(words[0] ?? '') || !existsSync(file)) stop(`npm run ${name} needs a name: there is no ${file}.`, 2)
    return ['--import', './src/kernel/tsx-hook.ts', file, ...words.slice(1)]
  }
  switch (name) {
    case 'start': return maru('demo', ...words)
    case 'maru': return maru(...words)
    case 'test': return ['scripts/test.ts', ...words]
    case 'bench': return script('bench')
    case 'campaign': return script('tests/campaigns')
    default: return stop(`Unknown: ${name}. Known: start, test, maru, bench, campaign.`, 2)
  }
}

/** The channel tells the platform when this process is killed, so that it stops in order instead of living on unseen. */
function run(args) {
  const child = spawn(pinnedNode(), args, {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...malloc, ...process.env, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(modules, '.cache/node-compile') },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (cause) => stop(`${pinnedNode()} does not run here: ${cause.message}`))
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1)
    if (child.connected) child.disconnect()
  })
}

function pinnedNode() {
  const packed = join(modules, `node-${process.platform}-${process.arch}`, 'bin/node')
  if (existsSync(packed)) return packed
  if (Number(process.versions.node.split('.')[0]) >= 26) return process.execPath
  return stop(`No Node is packed for ${process.platform}-${process.arch}. Install Node 26 or newer and start again: this is ${process.version}.`)
}

function tell(line) {
  process.stderr.write(`${line}\n`)
}

function stop(sentence, code = 1) {
  tell(sentence)
  process.exit(code)
}
