/** Addresses of tiles and entry bundles: `tile/<L>/<N>[.p/<W>]`, `tile/entries/<N>[.p/<W>]` (C2SP tlog-tiles). */
import { tileWidth } from './tile.ts'

export interface TileAddress {
  level: number | 'entries'
  index: number
  /** Hashes or entries in it, 1 to 256. */
  width: number
}

/** 1234067 → `x001/x234/067`. */
export function writeIndex(index: number): string {
  const parts = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0').match(/\d{3}/g)!
  return parts.map((part, at) => (at < parts.length - 1 ? `x${part}` : part)).join('/')
}

export const writeTilePath = ({ level, index, width }: TileAddress) =>
  `tile/${level}/${writeIndex(index)}${width === tileWidth ? '' : `.p/${width}`}`

/** @param path after `tile/`; anything but the one spelling of an address is none */
export function readTilePath(path: string): TileAddress | undefined {
  const match = /^(entries|\d{1,2})\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path)
  if (!match) return undefined
  const [, level, number, width] = match as unknown as [string, string, string, string | undefined]
  const address: TileAddress = {
    level: level === 'entries' ? level : Number(level),
    index: Number(number.replaceAll(/[x/]/g, '')),
    width: width === undefined ? tileWidth : Number(width),
  }
  const isKnown = address.level === 'entries' || address.level <= 63
  return isKnown && address.width <= tileWidth && writeTilePath(address) === `tile/${path}` ? address : undefined
}

/** Entries of a bundle, each behind its length in two bytes, big end first. */
export function writeBundle(entries: readonly Buffer[]): Buffer {
  return Buffer.concat(entries.flatMap((entry) => {
    const length = Buffer.alloc(2)
    length.writeUInt16BE(entry.length)
    return [length, entry]
  }))
}

/** @throws Error when the bytes are no bundle */
export function readBundle(bytes: Buffer): Buffer[] {
  const entries: Buffer[] = []
  for (let at = 0; at < bytes.length;) {
    const end = at + 2 + bytes.readUInt16BE(at)
    if (end > bytes.length) throw new Error('the entry bundle ends within an entry')
    entries.push(bytes.subarray(at + 2, end))
    at = end
  }
  return entries
}
