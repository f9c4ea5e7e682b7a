/** Runs work one at a time; asked while it runs, it runs once more afterwards, for all who asked. */
export function inTurn(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined
  const start = (): Promise<void> => (running = work().finally(() => { running = undefined }))
  return () => {
    if (!running) return start()
    next ??= running.catch(() => undefined).then(() => {
      next = undefined
      return start()
    })
    return next
  }
}
