/** A witness of the demonstration as a program of its own; it ends with the one that started it. */
import { serveWitness } from '../../src/kernel/transparency/witness/serve-witness.ts'

const [folder, port = '0'] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: main.ts <folder> [<port>]')
const witness = await serveWitness({ folder, host: '127.0.0.1', port: Number(port) })
process.stdout.write(`${witness.url}\n`)

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void witness.close().then(() => { process.stdin.destroy() }))
// Whoever started it holds the other end of this pipe: when that process is gone, however it went, so is its witness.
process.stdin.resume().once('end', () => void witness.close())
