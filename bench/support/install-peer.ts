/** Peers live beside the benchmarks, never among the product's packages; the first run fetches them from the npm registry. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const folder = join(import.meta.dirname, '../.peers')

/** @param version exact */
export async function installPeer<Module>(name: string, version: string): Promise<Module> {
  const home = join(folder, `${name}-${version}`)
  if (!existsSync(join(home, 'node_modules', name))) {
    mkdirSync(home, { recursive: true })
    execFileSync('npm', ['install', '--prefix', home, '--no-save', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`], { stdio: ['ignore', 2, 2] })
  }
  return await import(pathToFileURL(createRequire(join(home, 'x.js')).resolve(name)).href) as Module
}
