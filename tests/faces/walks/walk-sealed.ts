/** Looks that a law keeps secret for a while: the public count, and the desk of those who may look so, where a law lets anybody. */
import assert from 'node:assert/strict'
import { signCourtOrder } from '../../../src/modules/exchange/index.ts'
import { courtOfHouses } from '../../support/court.ts'
import { until } from '../../support/birth-journey.ts'
import type { Walk } from '../walk.ts'

const desk = '/console/sealed'

export async function walkSealed(walk: Walk) {
  const { house, cast } = walk
  const newcomer = await walk.resident(cast.newcomer)
  await walk.see('sealed looks: none', newcomer, '/sealed-looks')
  const purpose = house.pack.purposes.find(({ covert }) => covert)
  if (!purpose) return
  const official = await walk.official(`demo-${purpose.agency}-investigator`)
  await walk.see('inquiries: none', official, desk)
  await walk.send('inquiries: nothing said', official, desk, { person: '', warrant: '' })
  const silent = purpose.fields.at(-1)!.split('.')[0]!
  await walk.silence(silent, true)
  await walk.send('inquiries: a register is silent', official, desk, { purpose: purpose.id, person: cast.family, warrant: '2026-0001' }, 200)
  await walk.silence(silent, false)
  await official.submit(await official.get(desk), desk, { purpose: purpose.id, person: cast.newcomer, warrant: '2026-0002' })
  await walk.see('inquiries', official, desk)
  const one = /href="(\/console\/sealed\/[0-9a-f-]{36})"/.exec((await official.get(desk)).html)?.[1] ?? assert.fail('no inquiry')
  await walk.see('an inquiry', official, one)
  const proof = /href="(\/console\/sealed\/[0-9a-f-]{36}\/looks\/[0-9a-f-]{36}\/evidence)"/.exec((await official.get(one)).html)?.[1] ?? assert.fail('no proof')
  await until(() => official.get(proof), ({ status }) => status === 200)
  await walk.see('the proof of a sealed look', official, proof)
  await walk.see('the text for the court', official, `${one}/order`)
  await walk.send('an inquiry: no order', official, `${one}/order`, { order: 'x' })
  const draft = (await official.get(`${one}/order`)).html
  await official.submit(await official.get(one), `${one}/order`, { order: courtOfHouses.keys.slice(0, 2).reduce((order, key) => signCourtOrder(order, key), draft) })
  await walk.see('an inquiry, kept longer', official, one)
  await walk.see('sealed looks', newcomer, '/sealed-looks')

  // The house stands still: the date of the family's comes to it, and the job with it.
  await house.rooms.ask(`update exchange.sealed_look set opens_on = '2026-01-01' where person = $1`, [cast.family])
  await house.rooms.ask(`update graphile_worker._private_jobs set run_at = now() where key like 'exchange.open-sealed/%'`)
  const resident = await walk.resident(cast.family)
  const [look] = await until(() => house.rooms.ask<{ id: string }>('select id from exchange.access_log where person = $1 and sealed is not null limit 1', [cast.family]), (rows) => rows.length > 0)
  await walk.see('my data: a look that was sealed', resident, '/my/data')
  await walk.see('one look that was sealed', resident, `/my/data/looks/${look!.id}`)
  const [notice] = await until(() => house.rooms.ask<{ id: string }>(`select id from notices.notice where person = $1 and kind = 'seal-opened'`, [cast.family]), (rows) => rows.length > 0)
  await walk.see('a notice of a look that was sealed', resident, `/my/inbox/${notice!.id}`)
  const opened = /href="(\/console\/sealed\/[0-9a-f-]{36})">2026-0001</.exec((await official.get(desk)).html)?.[1] ?? assert.fail('no opened inquiry')
  await walk.see('an inquiry, opened', official, opened)
}
