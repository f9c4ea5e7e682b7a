/** An office with many parts: approving what is clear, taking on, handing over, the team's load. */
import { formsOf } from '../../support/browser-of-text.ts'
import type { Walk } from '../walk.ts'
import { findPart } from './find-part.ts'
import { walkDeputies } from './walk-deputies.ts'
import { walkReferral } from './walk-referral.ts'
import { walkBereavement } from './walk-bereavement.ts'

export async function walkDesk(walk: Walk) {
  const { cast, left: { receipt } } = walk
  const idle = await walk.official(`demo-${cast.asks}-caseworker`)
  await walk.see('console: nothing is clear', idle, '/console/clear')
  const lead = await walk.official(`demo-${cast.clears}-lead`)
  await walk.see('console: inbox of a lead', lead, '/console')
  await walk.see('console: inbox, after the last', lead, '/console?after=waiting.2999-12-31.00000000-0000-0000-0000-000000000000')
  for (const which of ['mine', 'nobody']) await walk.see(`console: inbox, ${which}`, lead, `/console?of=${which}`)

  const caseworker = `demo-${cast.clears}-caseworker`
  const official = await walk.official(caseworker)
  const path = await findPart(official, receipt)
  await official.submit(await official.get(path), `${path}/holder`, { to: caseworker })
  await walk.see('console: part, held', official, path)
  await walk.see('console: part, held by another', lead, path)
  await walkDeputies(walk, path)
  await walk.see('console: load', lead, '/console/load')
  await lead.submit(await lead.get('/console/load'), '/console/load/hand-over', { from: caseworker, to: '' })
  await walk.see('console: load, moved', lead, '/console/load?moved=1')
  await walk.see('console: load, nothing', await walk.official(`demo-${cast.team}-lead`), '/console/load')

  await walkReferral(walk, path)
  const clear = await official.get('/console/clear')
  await walk.see('console: clear', official, '/console/clear')
  await walk.send('console: clear, nothing chosen', official, '/console/clear', {})
  const part = formsOf(clear.html).find(({ action }) => action === '/console/clear')?.fields['part'] ?? []
  await walk.send('console: clear, approved', official, '/console/clear', { part })
  // Desks of an event that is another's.
  await walkBereavement(walk)
}
