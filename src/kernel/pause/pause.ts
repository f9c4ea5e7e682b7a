/**
 * Named points at which the crash tests stop the process for ever, to kill it there. They do nothing
 * unless a test that started the process over an IPC channel has named one of them.
 */
let at: string | undefined

export function pauseAt(name: string) {
  at = name
}

export async function pausePoint(name: string): Promise<void> {
  if (at !== name) return
  process.send?.({ paused: name })
  await new Promise(() => setInterval(() => undefined, 60_000))
}
