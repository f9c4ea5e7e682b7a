/**
 * Aborts when somebody asks the process to end: a signal, or the death of the script that started it
 * (its channel closes). Asked again after a moment, it ends at once.
 */
export function listenForStop(own: NodeJS.Process): AbortSignal {
  const stop = new AbortController()
  let first = 0
  const ask = (reason: string) => {
    // Ctrl-C reaches the process twice: from the terminal, and forwarded by the script above it.
    if (first && Date.now() - first > 1_500) own.exit(130)
    first ||= Date.now()
    stop.abort(reason)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) own.on(signal, () => ask(signal))
  if (own.channel) {
    own.once('disconnect', () => ask('disconnect'))
    own.channel.unref()
  }
  return stop.signal
}
