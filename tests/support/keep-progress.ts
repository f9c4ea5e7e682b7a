/** The state of a long trial in a file, whole or not at all: a campaign that is killed itself goes on from the round before. */
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface KeptProgress<Progress> {
  progress: Progress
  save(): void
}

/**
 * @param at the folder is made; PostgreSQL, which may be another account's, can pass through it. `again` forgets what an earlier run has done
 * @param begin what a campaign knows before its first round
 * @param doneOf how many rounds have been played
 */
export function keepProgress<Progress>(at: { folder: string; again: boolean }, begin: Progress, doneOf: (progress: Progress) => number): KeptProgress<Progress> {
  const { folder, again } = at
  const file = join(folder, 'progress.json')
  if (again) rmSync(file, { force: true })
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o711)
  const progress = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) as Progress : begin
  const done = doneOf(progress)
  if (done > 0) tell(`Going on after ${done} rounds; --again begins anew`)
  return {
    progress,
    save() {
      writeFileSync(`${file}.new`, JSON.stringify(progress), { flush: true })
      renameSync(`${file}.new`, file)
    },
  }
}

/** Beside the last line of standard output, which is for programs. */
export function tell(line: string) {
  process.stderr.write(`${line}\n`)
}

/** Of whole milliseconds. */
export function spread(of: readonly number[]) {
  const sorted = of.map(Math.round).toSorted((one, other) => one - other)
  return { p50: sorted[Math.floor(sorted.length / 2)], p95: sorted[Math.floor(sorted.length * 0.95)], max: sorted.at(-1) }
}
