/** Vectors of texts from the pieces of their words (Bojanowski and others, 2017, without what training adds): near where the spelling is, and where the server was told that two words mean the same. */
import { createHash } from 'node:crypto'

const dimensions = 512
const pieceLength = 2

/** @param same word → the word it means */
export function vectorOf(text: string, same: Record<string, string> = {}): number[] {
  const vector = Array.from({ length: dimensions }, () => 0)
  for (const word of wordsOf(text, same)) {
    for (const piece of piecesOf(word)) {
      const digest = createHash('sha1').update(piece).digest()
      vector[digest.readUInt16LE(0) % dimensions]! += digest[2]! % 2 === 0 ? 1 : -1
    }
  }
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => value / length)
}

export const wordsOf = (text: string, same: Record<string, string>) => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map((word) => same[word] ?? word)
const piecesOf = (word: string) => (word.length < pieceLength ? [word] : Array.from({ length: word.length - pieceLength + 1 }, (_, at) => word.slice(at, at + pieceLength)))
