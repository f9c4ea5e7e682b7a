/**
 * Named points at which the crash tests stop the process for ever, to kill it there. They do nothing
 * unless the process was started by a test, over an IPC channel, with the name of one point.
 */
const at = process.send ? process.env['MARU_PAUSE_AT'] : undefined

export async function pausePoint(name: string): Promise<void> {
  if (at !== name) return
  process.send?.({ paused: name })
  await new Promise(() => setInterval(() => undefined, 60_000))
}
