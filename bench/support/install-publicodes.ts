/** The peer's own folder of packages, below `bench/.peers/`; made once, and again when its version changes. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { tell } from './figures.ts'

const pathOf = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url))

/** Its own tree of values, as far as the bench reads it. */
export interface Publicodes { setSituation(facts: Record<string, string | number>): Publicodes; evaluate(rule: string): { nodeValue: unknown; explanation?: unknown } }

export async function installPublicodes(): Promise<new (rules: object) => Publicodes> {
  const wanted = readFileSync(pathOf('peers/publicodes.txt'), 'utf8').trim()
  const folder = pathOf('.peers/publicodes')
  const mark = `${folder}/version.txt`
  if (!existsSync(mark) || readFileSync(mark, 'utf8') !== wanted) {
    tell(`Installing the peer (${wanted}, the first time only) …`)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    writeFileSync(`${folder}/package.json`, '{ "private": true }')
    const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '-E', wanted], { cwd: folder, stdio: ['ignore', 2, 2] })
    if (status !== 0) throw new Error('the peer could not be installed')
    writeFileSync(mark, wanted)
  }
  return (await import(`${folder}/node_modules/publicodes/dist/index.js`) as { default: new (rules: object) => Publicodes }).default
}
