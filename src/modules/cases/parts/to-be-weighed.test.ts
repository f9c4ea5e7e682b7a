/** An applicant dies in the middle of a case, or a birth is sent twice: nothing is approved in a row any more, and whoever decides reads why. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readClear } from '../decide/approve-clear.ts'
import { at, of, openTestCases, pack, type TestCases } from '../test-cases.ts'
import { noteDeath } from './note-death.ts'
import { noteSameBirth } from './note-same-birth.ts'

let it = {} as TestCases
before(async () => { it = await openTestCases() })
after(() => it.room.close())

test('what is open says so once, however often it is told; it is approved by hand alone; what has ended and what is another’s says nothing', async () => {
  const [open, closed, others] = [await it.caseAt('municipality'), await it.caseAt('municipality'), await it.caseAt('municipality')]
  await it.room.ask(`update cases.part set facts = '[{"register": "r", "field": "f", "value": 1, "corrected": null}]'`)
  await it.room.ask(`update cases.line set finding = '{"outcome": "owed"}'`)
  await it.room.ask(`update cases.application set status = 'closed' where id = $1`, [closed.application])
  await it.room.ask(`update cases.application set person = 'KR-DEMO-000002' where id = $1`, [others.application])
  const clear = async () => (await readClear(it.db(), of(pack).editions, at('municipality'))).map(({ application_id: id }) => id).sort()
  assert.deepEqual(await clear(), [open.application, closed.application, others.application].sort())
  for (let again = 0; again < 3; again += 1) await noteDeath(it.db(), 'KR-DEMO-000001')
  assert.deepEqual(await it.room.ask(`select application_id as id, agency from cases.happening where kind = 'applicant-died'`), [{ id: open.application, agency: null }])
  assert.deepEqual(await clear(), [closed.application, others.application].sort())
})

test('both parents send the same birth: both applications say so, once, whoever is looked at first; a twin and a stranger’s child of that name say nothing', async () => {
  const sent = async (person: string, spouse: string, name: string) => {
    const { application } = await it.caseAt('municipality')
    const draft = { newborns: [{ name, birthDate: '2026-11-20', sex: 'F' }], known: [{ register: 'family', field: 'spouse', value: { personId: spouse } }] }
    await it.room.ask('update cases.application set person = $2, draft = $3 where id = $1', [application, person, JSON.stringify(draft)])
    return application
  }
  const [mother, father, twin, stranger] = [await sent('M', 'F', '하늘'), await sent('F', 'M', '하늘'), await sent('M', 'F', '바다'), await sent('S', 'T', '하늘')]
  for (let again = 0; again < 2; again += 1) for (const application of [mother, twin, stranger, father]) await it.db().transaction((tx) => noteSameBirth(tx, application))
  const told = await it.room.ask<{ id: string }>(`select application_id as id from cases.happening where kind = 'same-birth'`)
  assert.deepEqual(told.map(({ id }) => id).sort(), [mother, father].sort())
})
