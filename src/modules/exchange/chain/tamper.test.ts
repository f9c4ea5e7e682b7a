/** Each thing that a superuser can do to the log is found, and the first entry it touched is named; `npm run campaign -- tamper` does it a thousand times. */
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { after, before, test } from 'node:test'
import { tamperings } from '../../../../tests/support/tamper.ts'
import { openTamperTrial, type TamperTrial } from '../../../../tests/support/tamper-rounds.ts'

let trial: TamperTrial
before(async () => { trial = await openTamperTrial(300, (below) => randomInt(below)) })
after(() => trial.close())

for (const kind of tamperings) {
  test(`${kind}: found, and the first entry named`, async () => {
    const { told, named } = await trial.play(kind)
    assert.ok(named, told ?? 'nothing was found')
  })
}
