/** Whom the country believes beside itself: nobody, a list that is looked at, asked for and confirmed, suspended and on its way back. */
import { newKeyRing } from '../../../src/kernel/keys/new-key-ring.ts'
import { listOf } from '../../support/foreign-list.ts'
import type { Walk } from '../walk.ts'

const path = '/console/trust'

export async function walkTrust(walk: Walk) {
  const { house } = walk
  const { agency } = house.pack.trust!
  const desk = house.credentials.trustDesk!
  const [first, second] = [await walk.official(`demo-${agency}-trust`), await walk.official(`demo-${agency}-trust-second`)]
  await walk.see('trust: nobody is believed', first, path)
  await walk.send('trust: nothing typed', first, path, { address: 'http://services.example', root: 'x' })
  const ring = await newKeyRing({ host: 'elsewhere.example', country: 'XF' })
  const root = Buffer.from(ring.roots()[0]!, 'base64')
  const by = { kind: 'official', official: `demo-${agency}-trust`, name: 'n', agency, roles: ['trust-officer'], session: 's' } as const
  const id = await desk.draft(by, { address: 'https://elsewhere.example/trust/list', token: await listOf(ring, 'https://elsewhere.example'), root })
  await walk.see('trust: a list is looked at', first, `${path}/changes/${id}`)
  await walk.send('trust: another fingerprint than the other office has', first, `${path}/changes/${id}`, { act: 'propose', ending: '00 00 00 00' })
  await desk.propose(by, id)
  await walk.see('trust: a list waits', first, path)
  await walk.see('trust: a second person is asked', second, `${path}/changes/${id}`)
  await desk.settle({ ...by, official: `demo-${agency}-trust-second` }, id, 'confirm')
  await walk.see('trust: it is done', second, `${path}/changes/${id}`)
  await walk.see('trust: a list is believed', first, path)
  await desk.ask(by, 'https://elsewhere.example', 'suspend')
  const back = await desk.ask(by, 'https://elsewhere.example', 'resume')
  await walk.see('trust: a list is suspended', first, path)
  await walk.see('trust: believed again, if another says so', second, `${path}/changes/${back}`)
}
