import type { IncomingMessage } from 'node:http'

/** The whole body of an answer. @throws Error beyond `longest` bytes; the connection then ends, whatever else was to come */
export async function readAtMost(answer: IncomingMessage, longest: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of answer as AsyncIterable<Buffer>) {
    size += piece.length
    pieces.push(piece)
    if (size > longest) throw new Error(`more than ${longest} bytes`)
  }
  return Buffer.concat(pieces)
}
