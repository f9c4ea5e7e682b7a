/** One presentation as a series of codes that a camera reads from a phone at arm's length: `maru-qr/1:<at>/<of>:<mark>:<piece>`. */
import { profile } from './profile.ts'

/** Signs of a piece: with what stands before it a code of version 15 at most (ISO/IEC 18004, 77 squares a side, level L). */
export const pieceLength = 480
/** More is no card of ours, and keeps nobody's camera busy. */
export const mostFrames = 40

export interface Frame { at: number; of: number; mark: string; piece: string }

/** @param length of a piece; all in one where it goes as text */
export async function toFrames(token: string, length = pieceLength): Promise<string[]> {
  const mark = await markOf(token)
  const of = Math.ceil(token.length / length)
  return Array.from({ length: of }, (_, at) => `${profile}:${at + 1}/${of}:${mark}:${token.slice(at * length, (at + 1) * length)}`)
}

export function readFrame(text: string): Frame | undefined {
  const [, at, of, mark, piece] = /^maru-qr\/1:(\d{1,2})\/(\d{1,2}):([\w-]{8}):([\w.~-]+)$/.exec(text.replaceAll(/\s/g, '')) ?? []
  const frame = { at: Number(at), of: Number(of), mark: mark!, piece: piece! }
  return piece !== undefined && frame.at >= 1 && frame.at <= frame.of && frame.of <= mostFrames ? frame : undefined
}

export interface Collected { mark: string; of: number; pieces: ReadonlyMap<number, string> }

/** In any order, each as often as the camera sees it; a piece of another presentation begins anew. */
export function collect(before: Collected | undefined, { at, of, mark, piece }: Frame): Collected {
  const same = before?.mark === mark && before.of === of
  return { mark, of, pieces: new Map([...(same ? before.pieces : []), [at, piece]]) }
}

/** Undefined while pieces are missing, or where they do not belong together. */
export async function whole({ mark, of, pieces }: Collected): Promise<string | undefined> {
  if (pieces.size < of) return undefined
  const token = Array.from({ length: of }, (_, at) => pieces.get(at + 1)).join('')
  return await markOf(token) === mark ? token : undefined
}

/** Tells presentations apart; whether one is genuine is another matter. */
async function markOf(token: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))).slice(0, 6)
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_')
}
