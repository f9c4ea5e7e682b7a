/** A command of `maru`: its line in the help, its own help, and what it does. */
export interface Command {
  usage: string
  summary: string
  details?: string
  /** @returns the exit code: 0 done, 1 it found or met a fault, 2 it was asked wrongly */
  run(words: string[], stop: AbortSignal): Promise<number>
}

/** The command was asked for in a way it does not understand. */
export class UsageError extends Error {}

export const print = (line = '') => void process.stdout.write(`${line}\n`)
export const complain = (line: string) => void process.stderr.write(`${line}\n`)
