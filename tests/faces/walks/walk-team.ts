/** Who works at an agency: invited, changed, gone; and what works for it without anybody. */
import assert from 'node:assert/strict'
import { newKeyPair, readOffer, TestWallet } from '../../support/test-wallet.ts'
import type { Walk } from '../walk.ts'

export async function walkTeam(walk: Walk) {
  const { cast } = walk
  const colleague = `demo-${cast.team}-caseworker`
  const lead = await walk.official(`demo-${cast.team}-lead`)
  await walk.see('team', lead, '/console/team')
  await walk.send('team: nobody and nothing', lead, '/console/team', { name: ' ' })
  await walk.send('team: invited', lead, '/console/team', (language) => ({ name: `${cast.invited} ${language}`, roles: ['caseworker'] }))
  await walk.send('team: no role left', lead, `/console/team/${colleague}/roles`, {})
  await walk.send('team: an ID revoked', lead, `/console/team/${colleague}/id-lost`, {}, 200)
  await walk.see('own passkeys: none', lead, '/console/passkeys')
  const keys = ['kept', ...walk.house.pack.languages.map(({ tag }) => tag)]
  for (const id of keys) await walk.house.rooms.ask(`insert into identity.passkey (id, kind, subject, subject_name, name, public_key, counter, transports, used_at) values ($1, 'official', $2, 'n', '', '', 0, '{}', case when $1 = 'kept' then now() end)`, [id, colleague])
  await walk.send('team: a passkey removed', lead, `/console/team/${colleague}/passkeys/remove`, (language) => ({ passkey: language }), 200)
  await walk.see('team: who has a passkey', lead, '/console/team')
  const own = await walk.official(colleague)
  await walk.see('own passkeys: the last', own, '/console/passkeys')
  await lead.submit(await lead.get('/console/team'), `/console/team/${colleague}/end`)
  await walk.see('team: one has left', lead, '/console/team')
  const { token } = await walk.house.identity.appoint('operator', { agency: cast.invites, name: cast.invited, roles: ['caseworker'] })
  await walk.see('invitation', lead, `/invitation/${token}`)
  await devices(walk)
}

/** Machines: none, one at work, one that called from two places, one that waits and one that is over. */
async function devices(walk: Walk) {
  const { house, cast } = walk
  const path = '/console/devices'
  const lead = await walk.official(`demo-${cast.team}-lead`)
  await walk.see('devices: none', lead, path)
  await walk.send('devices: nothing typed', lead, path, { name: ' ' })
  await walk.send('devices: registered, with its code', lead, path, (language) => ({ kind: 'kiosk', name: `${cast.invited} ${language}`, place: cast.invited, scopes: ['device.report'] }), 200)
  const register = async (name: string) => {
    const page = await lead.submit(await lead.get(path), path, { kind: 'sensor-gateway', name, place: cast.invited, scopes: ['device.report'] })
    const link = /openid-credential-offer:[^<"' ]+/.exec(page.html)?.[0].replaceAll('&amp;', '&') ?? assert.fail(page.text)
    const device = await TestWallet.open(house.origin)
    assert.equal((await device.redeem(readOffer(link).code, /<p class="amount">(\d{6})</.exec(page.html)![1])).status, 200)
    assert.equal((await device.ask('device-id', [await newKeyPair()])).status, 200)
    const [row] = await house.rooms.ask<{ id: string }>('select id from identity.device where name = $1', [name])
    return row!.id
  }
  const working = await register(`${cast.invited} 1`)
  await house.identity.devices.hear(working, { said: 'v1.2' })
  const twice = await register(`${cast.invited} 2`)
  await house.identity.devices.hear(twice, {})
  await assert.rejects(house.identity.devices.hear(twice, { mark: 'another' }))
  const over = await register(`${cast.invited} 3`)
  await lead.submit(await lead.get(path), `${path}/${over}/end`)
  await walk.see('devices: at work, waiting, held and over', lead, path)
  await walk.see('a device was copied: on every page', lead, '/console/team')
  await walk.send('devices: another code', lead, `${path}/${working}/code`, {}, 200)
}
