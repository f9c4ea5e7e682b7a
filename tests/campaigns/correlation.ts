/**
 * `npm run campaign -- correlation`: ten thousand presentations of one-use copies, and what verifiers and the logs of status lists make of them
 * together. Ends with one JSON line; more than 0.55 of any clue is a failure.
 */
import { parseArgs } from 'node:util'
import { everyName } from '../../demo/population/named-people.ts'
import { guess } from '../support/correlating-adversary.ts'
import { openHouse } from '../support/house.ts'
import { showOneUseCopies } from '../support/show-one-use-copies.ts'

const { values } = parseArgs({ options: { presentations: { type: 'string', default: '10000' } } })
const house = await openHouse()
try {
  const people = [...everyName(house.pack.folder).keys()].slice(0, 250)
  const copies = Math.ceil(Number(values.presentations) / people.length / 20) * 20
  process.stderr.write(`${people.length} people show ${copies} copies each …\n`)
  const seen = await showOneUseCopies(house, people, copies, 20)
  const guesses = Object.fromEntries(guess(seen, 20_000, Math.random).map(({ clue, auc }) => [clue, Math.round(auc * 1_000) / 1_000]))
  const everything = seen.flatMap(({ values: shown }) => shown)
  const repeated = everything.length - new Set(everything).size
  console.log(JSON.stringify({ campaign: 'correlation', presentations: seen.length, auc: guesses, repeated }))
  if (repeated > 0 || Object.values(guesses).some((auc) => auc > 0.55)) process.exitCode = 1
} finally {
  await house.close()
}
