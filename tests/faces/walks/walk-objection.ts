/** A refusal that is not the last word: the resident objects, another official decides. */
import assert from 'node:assert/strict'
import { until } from '../../support/birth-journey.ts'
import type { Walk } from '../walk.ts'

export async function walkObjection(walk: Walk) {
  const { cast, left: { receipt } } = walk
  const resident = await walk.resident(cast.family)
  const application = `/my/applications/${receipt}`
  const refused = await resident.get(application)
  const action = /\/my\/applications\/[^"]+\/objections\/[0-9a-f-]{36}/.exec(refused.html)?.[0] ?? assert.fail('nothing to object to')
  await walk.send('application: objection without a reason', resident, action, { plea: ' ' })
  await resident.submit(refused, action, { plea: cast.words.plea })
  await walk.see('application, objected', resident, application)

  const official = await walk.official(`demo-${cast.refuses}-lead`)
  const rows = ({ html }: { html: string }) => html.split('<tr>').filter((row) => row.includes(receipt) && row.includes('class="tag tag-attention"'))
  const inbox = await until(() => official.get('/console'), (visit) => rows(visit).length > 0)
  await walk.see('console: inbox, objection', official, '/console')
  await walk.see('console: part, objection', official, /\/console\/parts\/[0-9a-f-]{36}/.exec(rows(inbox)[0]!)![0])
}
