import { Worker } from 'node:worker_threads'
import { type Analysed, type Piece, piecesOf, type SearchDocument } from '../document.ts'
import { hashPiece } from '../pieces/hash-piece.ts'
import type { Pieces } from '../pieces/keep-pieces.ts'
import { fullSegment } from '../rank/tidy-segments.ts'

/** What goes to the thread at once. */
export interface Portion {
  pieces: { piece: Piece; /** Of an earlier time. */ terms: string | undefined }[]
  /** With the last of a segment: how many documents it has. */
  end?: number
}

/** What comes back. */
interface Found {
  /** Terms of each piece that was new. */
  found: (string | undefined)[]
  postings?: Analysed['postings']
}

/** Documents of a portion: a few seconds of analysis, which is all that is lost when the process ends. */
const atOnce = 100

/**
 * One thread for one collection; it ends with its work, and its analyser's 39 MB with it. It never holds more than a segment. @param kept what was analysed at another time
 * @throws what the thread met, or that it was stopped
 */
export async function* analyseElsewhere(documents: readonly SearchDocument[], stop: AbortSignal, kept: Pieces | undefined): AsyncGenerator<Analysed> {
  stop.throwIfAborted()
  const worker = new Worker(new URL('analyse-thread.ts', import.meta.url))
  const end = () => void worker.terminate()
  stop.addEventListener('abort', end, { once: true })
  try {
    for (let from = 0; from < documents.length; from += fullSegment) {
      const segment = documents.slice(from, from + fullSegment)
      for (let first = 0; first < segment.length; first += atOnce) {
        const pieces = [...piecesOf(segment.slice(first, first + atOnce), first)]
        const { postings } = await analyse(worker, pieces, kept, first + atOnce >= segment.length ? segment.length : undefined)
        if (postings !== undefined) yield { ids: segment.map(({ id }) => id), postings }
      }
    }
  } finally {
    stop.removeEventListener('abort', end)
    end()
  }
}

async function analyse(worker: Worker, pieces: readonly Piece[], kept: Pieces | undefined, end: number | undefined): Promise<Found> {
  const hashes = kept === undefined ? [] : pieces.map(({ text, language }) => hashPiece(text, language))
  const known = await kept?.read(hashes)
  const portion: Portion = { pieces: pieces.map((piece, at) => ({ piece, terms: known?.get(hashes[at]!.toString('hex')) })), ...(end === undefined ? {} : { end }) }
  const answer = await ask(worker, portion)
  const fresh = new Map(answer.found.flatMap((terms, at) => (terms === undefined || kept === undefined ? [] : [[hashes[at]!.toString('hex'), { hash: hashes[at]!, terms }]])))
  await kept?.keep([...fresh.values()])
  return answer
}

function ask(worker: Worker, portion: Portion): Promise<Found> {
  const { promise, resolve, reject } = Promise.withResolvers<Found>()
  const left = (code: number) => { reject(new Error(`the thread that analyses texts ended with ${code}`)) }
  worker.once('message', resolve)
  worker.once('error', reject)
  worker.once('exit', left)
  worker.postMessage(portion, [])
  return promise.finally(() => {
    worker.off('message', resolve)
    worker.off('error', reject)
    worker.off('exit', left)
  })
}
