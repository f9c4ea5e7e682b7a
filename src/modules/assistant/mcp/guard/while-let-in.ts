/**
 * What a program still gets of a call that was begun when it might: nothing more once the person has ended it. Asked before each piece, and
 * twice a second of a stream that is open and silent (`subscriptions/listen`), so that it ends in whichever process it is held.
 */
import { Readable, Transform } from 'node:stream'

/** Milliseconds between two looks at a silent stream. */
const pause = 500

/** Waits for the first piece of a stream: who may have it is asked when it is there. */
export async function begun(response: Response): Promise<Response> {
  if (response.body === null || response.headers.get('content-type')?.startsWith('text/event-stream') !== true) return response
  const reader = response.body.getReader()
  let next: ReturnType<typeof reader.read> | undefined = Promise.resolve(await reader.read())
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await (next ?? reader.read())
      next = undefined
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
  return new Response(body, { status: response.status, headers: response.headers })
}

/** @param body of which the first piece has just been let out */
export function whileLetIn(body: ReadableStream<Uint8Array>, isLetIn: () => Promise<boolean>): Readable {
  const source = Readable.fromWeb(body as never)
  let first = true
  const guarded = new Transform({
    transform(piece, _encoding, done) {
      const asked = first ? Promise.resolve(true) : isLetIn()
      first = false
      asked.then((still) => {
        done(null, still ? piece : undefined)
        if (!still) stop()
      }, done)
    },
  })
  const stop = () => {
    source.unpipe(guarded)
    source.destroy()
    guarded.end()
  }
  const watch = setInterval(() => { isLetIn().then((still) => { if (!still) stop() }, stop) }, pause)
  guarded.on('close', () => {
    clearInterval(watch)
    source.destroy()
  })
  source.on('error', stop)
  return source.pipe(guarded)
}
