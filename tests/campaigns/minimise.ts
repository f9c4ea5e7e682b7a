/** `npm run campaign -- minimise --questions 100000`: no field beyond consent, purpose and policy, nor in any error, log or evidence. Ends with one JSON line. */
import { parseArgs } from 'node:util'
import { askTooMuch } from '../support/minimised-questions.ts'
import { seeded } from '../support/seeded.ts'

const { values } = parseArgs({ options: { questions: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } } })
const found = await askTooMuch(Number(values.questions), seeded(Number(values.seed)), (done) => process.stderr.write(`${done} questions\n`))
console.log(JSON.stringify({ campaign: 'minimise', ...found }))
process.exitCode = found.beyond === 0 && found.wronged === 0 && found.leaked.length === 0 && found.answered > 0 ? 0 : 1
