/** How a person hears from the state: no way yet, a wrong one, one that waits for its code, one that works. */
import assert from 'node:assert/strict'
import { until } from '../../support/birth-journey.ts'
import type { Walk } from '../walk.ts'

const settings = '/my/inbox/settings'
const email = 'a.family.with.a.rather.long.address@people.example'

export async function walkMessages(walk: Walk) {
  const { cast, house } = walk
  const newcomer = await walk.resident(cast.newcomer)
  await walk.see('messages: settings, no way yet', newcomer, settings)
  await walk.see('messages: nothing sent', newcomer, '/demonstration/messages')
  await walk.see('messages: this browser', newcomer, '/my/inbox/browser')
  await walk.send('messages: an address that is none', newcomer, `${settings}/contacts`, { channel: 'email', address: 'nobody' })
  await walk.send('messages: quiet hours without an end', newcomer, settings, { language: cast.language, frequency: 'daily', quietFrom: '21:00', quietUntil: '' })

  const unconfirmed = await newcomer.submit(await newcomer.get(settings), `${settings}/contacts`, { channel: 'email', address: email })
  await walk.see('messages: a code is awaited', newcomer, settings)
  const contact = /\/my\/inbox\/settings\/contacts\/[0-9a-f-]{36}/.exec(unconfirmed.html)?.[0] ?? assert.fail('no contact')
  await walk.send('messages: a wrong code', newcomer, `${contact}/confirm`, { code: '000000x' })
  const sent = await until(() => Promise.resolve(house.outbox.list().find(({ to }) => to === email)), (message) => message !== undefined)
  const code = /\d{6,}/.exec(sent?.subject ?? '')?.[0] ?? assert.fail('no code')
  await newcomer.submit(await newcomer.get(settings), `${contact}/confirm`, { code })
  await newcomer.submit(await newcomer.get(settings), `${settings}/contacts`, { channel: 'letter', address: cast.words.address })
  await walk.see('messages: settings, two ways, saved', newcomer, `${settings}?saved=1`)
  await walk.see('messages: sent', newcomer, '/demonstration/messages')
}
