/** Who works at an agency: invited, changed, gone. */
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
  const keys = ['kept', ...walk.house.pack.languages.map(({ tag }) => tag)]
  for (const id of keys) await walk.house.rooms.ask(`insert into identity.passkey (id, kind, subject, subject_name, name, public_key, counter, transports, used_at) values ($1, 'official', $2, 'n', '', '', 0, '{}', case when $1 = 'kept' then now() end)`, [id, colleague])
  await walk.send('team: a passkey removed', lead, `/console/team/${colleague}/passkeys/remove`, (language) => ({ passkey: language }), 200)
  await walk.see('team: who has a passkey', lead, '/console/team')
  await lead.submit(await lead.get('/console/team'), `/console/team/${colleague}/end`)
  await walk.see('team: one has left', lead, '/console/team')
  const { token } = await walk.house.identity.appoint('operator', { agency: cast.invites, name: cast.invited, roles: ['caseworker'] })
  await walk.see('invitation', lead, `/invitation/${token}`)
}
