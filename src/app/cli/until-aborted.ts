/** Keeps the process until somebody asks it to stop. Apart from what it is kept for: a witness needs no platform. */
export function untilAborted(stop: AbortSignal): Promise<void> {
  const alive = setInterval(() => undefined, 2 ** 30)
  return new Promise((resolve) => {
    const end = () => {
      clearInterval(alive)
      resolve()
    }
    if (stop.aborted) end()
    else stop.addEventListener('abort', end, { once: true })
  })
}
