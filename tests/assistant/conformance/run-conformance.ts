/** Runs the published conformance suite of the Model Context Protocol against an address, and gives what each scenario found. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Revisions whose requirements the suite has frozen. */
export type Revision = '2025-11-25' | '2026-07-28'

export interface Scenario {
  name: string
  passed: number
  /** What went wrong, by check. */
  failed: string[]
}

const program = 'node_modules/@modelcontextprotocol/conformance/dist/index.js'

/** Every scenario of the revision, at its own wire: those that it requires, and those that are only reported. */
export async function runConformance(address: string, revision: Revision): Promise<Scenario[]> {
  const folder = mkdtempSync(join(tmpdir(), 'maru-conformance-'))
  try {
    const said = await run(['server', '--url', address, '--requirements', revision, '-o', folder])
    const names = readdirSync(folder)
    if (names.length === 0) throw new Error(`the conformance suite has run nothing:\n${said}`)
    return names.map((name) => ({ name: /^server-(.+)-\d{4}-\d\d-\d\dT/.exec(name)?.[1] ?? name, ...readChecks(join(folder, name, 'checks.json')) }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readChecks(file: string): Omit<Scenario, 'name'> {
  const checks = JSON.parse(readFileSync(file, 'utf8')) as { id: string; status: string; errorMessage?: string }[]
  return {
    passed: checks.filter(({ status }) => status === 'SUCCESS').length,
    failed: checks.filter(({ status }) => status === 'FAILURE').map(({ id, errorMessage = '' }) => `${id}: ${errorMessage}`),
  }
}

function run(words: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...words], { stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => { said += piece.toString() })
    child.on('error', reject)
    child.on('close', () => { resolve(said) })
  })
}
