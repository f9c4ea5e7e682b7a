/** Short forms of `npm run campaign -- withdraw` and `-- minimise`. */
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { test } from 'node:test'
import { askTooMuch } from '../../../../tests/support/minimised-questions.ts'
import { raceWithdrawals } from '../../../../tests/support/withdrawal-races.ts'

test('withdrawals in the middle of questions: nothing leaves after one has been acknowledged, and who had received something has signed that it knows', async () => {
  const { after, answered, refused, told, acknowledged } = await raceWithdrawals(60)
  assert.equal(after, 0)
  assert.ok(told > 0 && acknowledged === told, `${acknowledged} of ${told} notices answered`)
  assert.ok(answered > 0 && refused > 0, `${answered} answered, ${refused} refused`)
})

test('questions that ask for too much: no field beyond consent, purpose and the register’s policy, and no value anywhere else', async () => {
  const { beyond, wronged, leaked, answered, refused } = await askTooMuch(400, (below) => randomInt(below))
  assert.deepEqual({ beyond, wronged, leaked }, { beyond: 0, wronged: 0, leaked: [] })
  assert.ok(answered > 20 && refused > 20, `${answered} answered, ${refused} refused`)
})
