/**
 * `npm run bench -- credentials`: how many credentials a processor issues in a second, from the offer to the credential and in batches, and how
 * many presentations it verifies, beside the libraries' stock paths in the same run, in turns. `ratio` is the smallest of the four gains. The
 * platform's figures count its PostgreSQL; the stock issuer keeps everything in memory. `--profile FOLDER` keeps a CPU profile of the platform.
 */
import { parseArgs } from 'node:util'
import { measureIssuing } from './credentials/issue.ts'
import { measureMdoc } from './credentials/verify-mdoc.ts'
import { measureSdJwt } from './credentials/verify-sd-jwt.ts'
import { round, tell } from './support/figures.ts'

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '3' }, rounds: { type: 'string', default: '3' }, credentials: { type: 'string', default: '200' }, connections: { type: 'string', default: '16' }, profile: { type: 'string' } } })
/** Of each figure. */
const seconds = Number(values.seconds)
const order = { rounds: Number(values.rounds), seconds: seconds / Number(values.rounds), credentials: Number(values.credentials) }

const issuing = await measureIssuing({ seconds, connections: Number(values.connections), profile: values.profile })
const sdJwt = await measureSdJwt(order)
tell(`SD-JWT with key binding: ${sdJwt.ours} a CPU-second, @sd-jwt ${sdJwt.peer}`)
const mdoc = await measureMdoc(order)
tell(`mobile documents: ${mdoc.ours} a CPU-second, @owf/mdoc ${mdoc.peer}`)

const figures = { ...issuing.ours, sdJwtVerificationsPerCpuSecond: sdJwt.ours, mdocVerificationsPerCpuSecond: mdoc.ours }
const peer = { ...issuing.peer, sdJwtVerificationsPerCpuSecond: sdJwt.peer, mdocVerificationsPerCpuSecond: mdoc.peer }
const gains = (['issuancesPerCpuSecond', 'batchedPerCpuSecond', 'sdJwtVerificationsPerCpuSecond', 'mdocVerificationsPerCpuSecond'] as const).map((name) => figures[name] / peer[name])
console.log(JSON.stringify({ bench: 'credentials', figures, peer: { name: 'oidc-provider 9.13.3 in memory, @sd-jwt/sd-jwt-vc 0.19.0, @owf/mdoc 0.6.0', ...peer }, ratio: round(Math.min(...gains)) }))
process.exit(0)
