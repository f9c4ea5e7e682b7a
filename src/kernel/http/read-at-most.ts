import type { IncomingMessage } from 'node:http'

/** The whole body of an answer. @param heard gets each piece as it comes @throws Error beyond `longest` bytes; the connection then ends, whatever else was to come */
export async function readAtMost(answer: IncomingMessage, longest: number, heard?: (piece: Buffer) => void): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of answer as AsyncIterable<Buffer>) {
    size += piece.length
    pieces.push(piece)
    if (size > longest) throw new Error(`more than ${longest} bytes`)
    heard?.(piece)
  }
  return Buffer.concat(pieces)
}
