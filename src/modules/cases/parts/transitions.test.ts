/** Every state × every act: it goes where the table says, or nothing changes. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { roomDatabase, type RoomDatabase } from '../../../../tests/support/room-database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { movePart } from './move-part.ts'
import type { CasesTables, PartStatus } from '../tables.ts'
import { type Act, type Transition, transitions } from './transitions.ts'

let room: RoomDatabase
before(async () => { room = await roomDatabase() })
after(() => room.close())

const states: PartStatus[] = ['arriving', 'open', 'waiting', 'decided', 'withdrawn']

async function partIn(status: PartStatus) {
  const [application, part] = [newId(), newId()]
  await room.ask(`insert into cases.application (id, person, event, status, draft, language, receipt) values ($1, 'KR-DEMO-000001', 'birth', 'submitted', '{}', 'ko', $2)`, [application, application])
  await room.ask(`insert into cases.part (id, application_id, agency, purpose, status) values ($1, $2, 'municipality', 'x', $3)`, [part, application, status])
  return { id: part, application_id: application, agency: 'municipality' }
}

for (const [act, transition] of Object.entries(transitions) as [Act, Transition][]) {
  for (const state of states) {
    const leads = transition.from.includes(state)
    test(`${act} from ${state}: ${leads ? transition.to : 'refused'}`, async () => {
      const part = await partIn(state)
      const move = room.database.room<CasesTables>('cases').transaction((tx) => movePart(tx, part, act))
      if (leads) await move
      else await assert.rejects(move, (cause) => cause instanceof Fault && cause.code === transition.otherwise.code)
      const [{ status }] = await room.ask<{ status: string }>('select status from cases.part where id = $1', [part.id]) as [{ status: string }]
      assert.equal(status, leads ? transition.to : state)
      const happenings = await room.ask<{ kind: string }>('select kind from cases.happening where application_id = $1', [part.application_id])
      assert.deepEqual(happenings.map(({ kind }) => kind), leads && transition.tells !== null ? [transition.tells] : [])
    })
  }
}

test('nothing else sets the state of a part', () => {
  const folder = join(import.meta.dirname, '..')
  const setters = globSync('**/*.ts', { cwd: folder, exclude: (name) => name.endsWith('.test.ts') })
    .filter((file) => /updateTable\('part'\)\s*\.set\([^)]*status|update cases\.part\b/.test(readFileSync(join(folder, file), 'utf8')))
  assert.deepEqual(setters, ['parts/move-part.ts'])
})
