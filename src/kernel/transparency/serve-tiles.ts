/**
 * The logs as everybody may read them (C2SP tlog-tiles): `/log/<name>/checkpoint`, `/log/<name>/tile/…`, `/log/<name>/keys`, and `/log/<name>/stamps` with the newest
 * checkpoint that each time-stamp authority has stamped, and its token (RFC 3161). What is
 * published is what witnesses have cosigned; entries are commitments, so there is nothing in them to hide.
 */
import type { FastifyInstance, FastifyReply } from 'fastify'
import { Fault, kernelFaults } from '../faults/faults.ts'
import { writeVkey } from './note/key.ts'
import { hashBytes } from './merkle/hash.ts'
import { countAt, tileWidth } from './tiles/tile.ts'
import { readTilePath, type TileAddress, writeBundle } from './tiles/path.ts'
import type { Transparency, TransparencyLog } from './transparency.ts'

/** A full tile never changes; a part of one is never asked for again once it has grown. */
const forEver = 'public, max-age=31536000, immutable'
const plain = 'text/plain; charset=utf-8'

const open = { config: { open: true } } as const

export function serveTiles(app: FastifyInstance, transparency: Transparency) {
  const find = (name: string): TransparencyLog => transparency.find(name) ?? (() => { throw new Fault(kernelFaults.notFound) })()
  const send = (reply: FastifyReply, type: string, cache: string, bytes: string | Buffer) => reply.header('cache-control', cache).type(type).send(bytes)

  app.get<{ Params: { name: string } }>('/log/:name/checkpoint', open, async ({ params }, reply) => {
    const published = await find(params.name).published()
    if (!published) throw new Fault(kernelFaults.notFound)
    return send(reply, plain, 'no-cache', published.note)
  })

  app.get<{ Params: { name: string } }>('/log/:name/keys', open, async ({ params }, reply) => {
    const { everyKey, witnessKeys } = await find(params.name).open()
    return send(reply, plain, 'no-cache', [...everyKey, ...witnessKeys].map((key) => `${writeVkey(key)}\n`).join(''))
  })

  app.get<{ Params: { name: string } }>('/log/:name/stamps', open, async ({ params }, reply) => {
    const stamps = await find(params.name).stamps()
    return send(reply, 'application/json; charset=utf-8', 'no-cache', JSON.stringify({ stamps: stamps.map(({ authority, size, note, token, stampedAt }) => ({ authority, size, at: stampedAt.toISOString(), checkpoint: note, token: token.toString('base64') })) }))
  })

  app.get<{ Params: { name: string; '*': string } }>('/log/:name/tile/*', open, async ({ params }, reply) => {
    const log = find(params.name)
    const address = readTilePath(params['*'])
    const published = await log.published()
    if (!address || !published || !isWithin(address, published.size)) throw new Fault(kernelFaults.notFound)
    return send(reply, 'application/octet-stream', forEver, address.level === 'entries' ? await bundleOf(log, address) : await tileOf(log, address.level, address))
  })
}

/** So much of a tile is in the tree that witnesses have seen. */
function isWithin({ level, index, width }: TileAddress, size: number): boolean {
  const count = level === 'entries' ? size : countAt(level, size)
  return index * tileWidth + width <= count
}

async function bundleOf(log: TransparencyLog, { index, width }: TileAddress): Promise<Buffer> {
  return writeBundle((await log.entries(index * tileWidth, width)).map(({ entry }) => entry))
}

async function tileOf(log: TransparencyLog, level: number, { index, width }: TileAddress): Promise<Buffer> {
  const { tiles } = await log.open()
  const hashes = await tiles.tile({ level, index })
  if (!hashes) throw new Fault(kernelFaults.notFound)
  return hashes.subarray(0, width * hashBytes)
}
