/**
 * `npm run bench -- credentials`: how many presentations a processor verifies in a second, beside the libraries' stock paths in the same
 * run, over the same presentations, in turns. `ratio` is the smaller of the two gains.
 */
import { parseArgs } from 'node:util'
import { measureMdoc } from './credentials/verify-mdoc.ts'
import { measureSdJwt } from './credentials/verify-sd-jwt.ts'
import { round, tell } from './support/figures.ts'

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' }, seconds: { type: 'string', default: '1' }, credentials: { type: 'string', default: '200' } } })
const order = { rounds: Number(values.rounds), seconds: Number(values.seconds), credentials: Number(values.credentials) }

const sdJwt = await measureSdJwt(order)
tell(`SD-JWT with key binding: ${sdJwt.ours} a CPU-second, @sd-jwt ${sdJwt.peer}`)
const mdoc = await measureMdoc(order)
tell(`mobile documents: ${mdoc.ours} a CPU-second, @owf/mdoc ${mdoc.peer}`)

console.log(JSON.stringify({
  bench: 'credentials',
  figures: { sdJwtVerificationsPerCpuSecond: sdJwt.ours, mdocVerificationsPerCpuSecond: mdoc.ours },
  peer: { name: '@sd-jwt/sd-jwt-vc 0.19.0, @owf/mdoc 0.6.0', sdJwtVerificationsPerCpuSecond: sdJwt.peer, mdocVerificationsPerCpuSecond: mdoc.peer },
  ratio: round(Math.min(sdJwt.ours / sdJwt.peer, mdoc.ours / mdoc.peer)),
}))
