// For a bare machine: Node 20 syntax and nothing installed. Brings the packages up to the lockfile, then says where the pinned Node is:
// the only thing it writes to standard output. `scripts/run` goes on with it.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const lockFile = join(root, 'package-lock.json')
const modules = join(root, 'node_modules')
const hashFile = join(modules, '.lock-hash')

process.chdir(root)
install()
process.stdout.write(pinnedNode())

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

function pinnedNode() {
  const packed = join(modules, `node-${process.platform}-${process.arch}`, 'bin/node')
  if (existsSync(packed)) return packed
  if (Number(process.versions.node.split('.')[0]) >= 26) return process.execPath
  return stop(`No Node is packed for ${process.platform}-${process.arch}. Install Node 26 or newer and start again: this is ${process.version}.`)
}

function tell(line) {
  process.stderr.write(`${line}\n`)
}

function stop(sentence) {
  tell(sentence)
  process.exit(1)
}
