/** Progress for a person at a terminal: a line for each step with what came of it and how long it took. */
import { print } from './command.ts'

export type Step = <Result>(title: string, work: () => Promise<Result>, tell?: (result: Result) => string) => Promise<Result>

export const showStep: Step = async (title, work, tell) => {
  const began = performance.now()
  const isTerminal = process.stdout.isTTY
  if (isTerminal) process.stdout.write(`… ${title}`)
  try {
    const result = await work()
    const outcome = tell?.(result)
    print(`${isTerminal ? '\r\x1b[K' : ''}✓ ${outcome ? `${title}: ${outcome}` : title}  ${took(began)}`)
    return result
  } catch (cause) {
    print(`${isTerminal ? '\r\x1b[K' : ''}✖ ${title}  ${took(began)}`)
    throw cause
  }
}

function took(began: number): string {
  const milliseconds = performance.now() - began
  return milliseconds < 1_000 ? `${milliseconds.toFixed(0)} ms` : `${(milliseconds / 1_000).toFixed(1)} s`
}
