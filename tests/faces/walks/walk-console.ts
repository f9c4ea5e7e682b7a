/** The officials' side: empty, at work, with mistakes, decided. */
import assert from 'node:assert/strict'
import { consentAll } from '../../support/birth-journey.ts'
import { fillIn } from './fill-in.ts'
import { findPart, linesOf } from './find-part.ts'
import type { Walk } from '../walk.ts'

/** Leaves an application that has been asked about, refused in part. */
export async function walkConsole(walk: Walk) {
  const { cast } = walk
  const official = await walk.official(`demo-${cast.asks}-caseworker`)
  await walk.see('console: inbox, empty', official, '/console')
  await tellByPost(walk)
  const receipt = await sendApplication(walk)
  walk.left.receipt = receipt

  const path = await findPart(official, receipt)
  await walk.see('console: inbox', official, '/console')
  await walk.see('console: part', official, path)
  const silent = walk.house.pack.purposes.find(({ agency }) => agency === cast.asks)?.fields.at(-1)?.split('.')[0] ?? assert.fail('no register')
  await walk.silence(silent, true)
  await walk.send('console: the registers asked again, one of them silent', official, `${path}/facts`, {}, 200)
  await walk.silence(silent, false)
  await walk.see('console: part, asked about before', official, path)
  const kept = /href="(\/console\/parts\/[^"]+\/facts\/[^"]+)"/.exec((await official.get(path)).html)?.[1] ?? assert.fail('nothing was kept')
  await walk.see('console: what the registers said', official, kept)
  await walk.house.rooms.ask(`insert into exchange.data_request (id, person, agency, kind, register, field, words, due_on, outcome, answer, answered_at, answered_by)
    select gen_random_uuid(), c.person, b.agency, 'correction', v.register, v.field, 'w', now(), 'corrected', 'a', now(), 'o' from exchange.kept_value v join exchange.kept_bundle b on b.id = v.bundle join exchange.consent c on c.id = b.consent_id where b.id = $1`, [kept.split('/').at(-1)])
  await walk.see('console: what the registers said and put right since', official, kept)
  const lines = await linesOf(official, path)
  await walk.see('console: letters before the decision', official, `${path}/letters/${lines[0]!}`)
  await walk.send('console: nothing decided', official, `${path}/decisions`, Object.fromEntries(lines.flatMap((line) => [[`outcome-${line}`, 'later'], [`reason-${line}`, '']])))
  await walk.send('console: refused without a reason', official, `${path}/decisions`, Object.fromEntries(lines.flatMap((line) => [[`outcome-${line}`, 'refuse'], [`reason-${line}`, '']])))
  await walk.send('console: empty question', official, `${path}/questions`, { question: ' ' })
  await official.submit(await official.get(path), `${path}/questions`, { question: cast.words.question })
  await walk.see('console: part, asked', official, `${path}?done=asked`)

  const other = await walk.official(`demo-${cast.refuses}-caseworker`)
  const theirs = await findPart(other, receipt)
  const refusals = Object.fromEntries((await linesOf(other, theirs)).flatMap((line) => [[`outcome-${line}`, 'refuse'], [`reason-${line}`, cast.words.refusal]]))
  await other.submit(await other.get(theirs), `${theirs}/decisions`, refusals)
  await walk.see('console: part, recorded', other, `${theirs}?done=recorded`)
  await walk.see('console: inbox, decided', other, '/console')
  await walk.see('console: settings', official, '/settings?next=/console')
  await walk.see('console: fault 404', official, '/console/parts/019a0000-0000-7000-8000-000000000000', 404)
  await walk.see('console: fault 403', official, '/console/team', 403)
  await walk.see('home of an official', official, '/')
}

/** The family wishes its letters printed and posted. */
async function tellByPost({ house, cast, resident }: Walk) {
  const [family, settings, address] = [await resident(cast.family), '/my/inbox/settings', cast.words.address]
  const { html } = await family.submit(await family.get(settings), `${settings}/contacts`, { channel: 'letter', address })
  const { subject } = house.outbox.list().find(({ to }) => to === address) ?? assert.fail('no letter with a code')
  await family.submit(await family.get(settings), /\/my\/inbox\/settings\/contacts\/[0-9a-f-]{36}\/confirm/.exec(html)?.[0] ?? assert.fail('no contact'), { code: /\d{6,}/.exec(subject)?.[0] ?? '' })
}

async function sendApplication(walk: Walk): Promise<string> {
  const resident = await walk.resident(walk.cast.family)
  const owed = await consentAll(resident, await fillIn(resident, walk.cast, walk.cast.child.name))
  const check = await resident.submit(owed, owed.path)
  const sent = await resident.submit(check, check.path)
  await walk.see('receipt', resident, sent.path)
  return /\/my\/applications\/([\w-]+)/.exec(sent.path)?.[1] ?? assert.fail(sent.path)
}
