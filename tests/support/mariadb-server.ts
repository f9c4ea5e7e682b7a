/** A MariaDB of Debian's on a folder that is gone afterwards, reached by a socket alone. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export interface MariadbServer { url: string; close(): Promise<void> }

/** @param sql statements that are run before it opens, in a database `test` */
export async function startMariadb(sql: readonly string[]): Promise<MariadbServer> {
  const folder = mkdtempSync(join(tmpdir(), 'maru-mariadb-'))
  const [data, socket] = [join(folder, 'data'), join(folder, 'socket')]
  mkdirSync(data)
  // Without the tables of accounts: whoever reaches the socket may enter.
  const settings = ['--no-defaults', `--datadir=${data}`, '--skip-grant-tables', '--innodb-buffer-pool-size=16M', ...(process.getuid?.() === 0 ? ['--user=root'] : [])]
  execFileSync('mariadbd', [...settings, '--bootstrap'], { input: ['create database test', 'use test', ...sql].map((statement) => `${statement};\n`).join(''), stdio: ['pipe', 'ignore', 'ignore'] })
  const child = spawn('mariadbd', [...settings, `--socket=${socket}`, '--skip-networking'], { stdio: 'ignore' })
  const ended = once(child, 'exit')
  while (!existsSync(socket)) {
    if (child.exitCode !== null) throw new Error('MariaDB does not start')
    await pause(20)
  }
  return {
    url: `mariadb://root@localhost/test?socket=${encodeURIComponent(socket)}`,
    async close() {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
