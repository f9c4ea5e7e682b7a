/**
 * `npm run campaign -- withdraw --races 10000`: nothing leaves after a withdrawal or a narrowing has been acknowledged, and whoever had received something
 * has answered for it under its signature. Ends with one JSON line.
 */
import { parseArgs } from 'node:util'
import { raceWithdrawals } from '../support/withdrawal-races.ts'

const { values } = parseArgs({ options: { races: { type: 'string', default: '10000' } } })
const found = await raceWithdrawals(Number(values.races), (done) => process.stderr.write(`${done} races\n`))
console.log(JSON.stringify({ campaign: 'withdraw', ...found }))
process.exitCode = found.after === 0 && found.answered > 0 && found.refused > 0 && found.told > 0 && found.acknowledged === found.told ? 0 : 1
