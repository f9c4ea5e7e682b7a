/** What agencies know of a person and who looked: proofs, what is held, questions and corrections, and the office that answers. */
import assert from 'node:assert/strict'
import type { Walk } from '../walk.ts'

export async function walkData(walk: Walk) {
  const { house, cast } = walk
  const newcomer = await walk.resident(cast.newcomer)
  for (const path of ['/my/data/proof', '/my/data/held', '/my/data/requests']) await walk.see(`${path}, nothing yet`, newcomer, path)
  const office = await walk.official(`demo-${cast.asks}-caseworker`)
  await walk.see('console: the log of looks', await walk.official(`demo-${cast.asks}-lead`), '/console/log')
  await walk.see('console: nobody asks about data', office, '/console/data-requests')

  const resident = await walk.resident(cast.family)
  const lookOf = async (recipient: string) => {
    const [row] = await house.rooms.ask<{ id: string }>('select id from exchange.access_log where person = $1 and recipient = $2 order by id desc limit 1', [cast.family, recipient])
    return `/my/data/looks/${row?.id ?? assert.fail(`${recipient} has not looked`)}`
  }
  await walk.see('one look, by oneself', resident, await lookOf('self'))
  const look = await lookOf(cast.asks)
  await walk.see('one look, by an agency', resident, look)
  await walk.see('evidence as a file', resident, `${look}/evidence`)
  await walk.send('one look: empty question', resident, `${look}/questions`, { words: ' ' })
  await resident.submit(await resident.get(look), `${look}/questions`, { words: cast.words.plea })
  await walk.see('one look, questioned', resident, look)
  for (const [state, path] of Object.entries({ proof: '/my/data/proof', 'checker as a file': '/my/data/proof/checker', 'chain as a file': '/my/data/proof/chain' })) await walk.see(state, resident, path)

  const [given = assert.fail('no consent')] = await house.rooms.ask<{ id: string; field: string }>(`select id, wording #>> '{fields,0}' as field from exchange.consent where person = $1 and agreed and withdrawn_at is null and jsonb_array_length(wording -> 'fields') > 1 order by given_at limit 1`, [cast.family])
  const consent = `/my/data/consents/${given.id}`
  await walk.see('consent: holds', resident, consent)
  await walk.send('consent: nothing left ticked', resident, `${consent}/narrow`, { until: 'as-now' })
  await resident.submit(await resident.get(consent), `${consent}/narrow`, { field: given.field })
  await walk.see('consent: narrowed', resident, `${consent}?done=narrowed`)
  await house.rooms.ask(`update exchange.consent set ends_on = '2000-01-01' where id = $1`, [given.id])
  await walk.see('consent: ended', resident, consent)
  await walk.see('my data: a consent has ended', resident, '/my/data')
  await resident.submit(await resident.get(consent), `${consent}/renew`)
  await walk.see('consent: renewed', resident, `${consent}?done=renewed`)
  await resident.submit(await resident.get(consent), `${consent}/withdraw`)
  // As if the receivers had named addresses where nobody answers.
  await house.rooms.ask('update exchange.consent_notice set tries = 1 where consent_id = $1', [given.id])
  await walk.see('consent: withdrawn', resident, `${consent}?done=withdrawn`)

  const [register] = house.pack.registers
  const [field] = Object.keys(register!.fields)
  await walk.silence(register!.id, true)
  await walk.send('held, one register silent', resident, '/my/data/held', {}, 200)
  await walk.silence(register!.id, false)
  await walk.send('held', resident, '/my/data/held', {}, 200)
  await walk.see('ask for a change', resident, `/my/data/requests/new?register=${register!.id}&field=${field}`)
  await walk.send('ask for a change: nothing said', resident, '/my/data/requests', { register: register!.id, field: field!, words: '' })
  await resident.submit(await resident.get(`/my/data/requests/new?register=${register!.id}&field=${field}`), '/my/data/requests', { kind: 'correction', words: cast.words.answer })
  await walk.see('requests', resident, '/my/data/requests')

  await walk.see('console: asked about data', office, '/console/data-requests')
  const [{ id } = assert.fail('no question')] = await house.rooms.ask<{ id: string }>(`select id from exchange.data_request where kind = 'look' and person = $1`, [cast.family])
  await walk.send('console: data request, nothing said', office, `/console/data-requests/${id}`, { [`answer-${id}`]: '' })
  await office.submit(await office.get('/console/data-requests'), `/console/data-requests/${id}`, { [`outcome-${id}`]: 'explained', [`answer-${id}`]: cast.words.refusal })
  await house.rooms.ask(`with r as (update exchange.data_request set outcome = 'corrected', answer = $1, answered_at = now(), answered_by = 'o' where kind = 'correction' returning id)
    insert into exchange.correction_notice (request_id, agency) select id, $2 from r`, [cast.words.answer, cast.asks])
  await walk.see('console: a value was put right', office, '/console/data-requests')
  await walk.see('requests, answered', resident, '/my/data/requests')
}
