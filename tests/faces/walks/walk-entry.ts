/** A first passkey, or one again: at an office, and by the sheet from there. */
import assert from 'node:assert/strict'
import { TextBrowser } from '../../support/browser-of-text.ts'
import type { Walk } from '../walk.ts'

export async function walkEntry(walk: Walk) {
  const { house, cast } = walk
  const { agencies: [agency], documents: [document] } = house.pack.registration!
  const [one, visitor] = [await walk.official(`demo-${agency}-caseworker`), new TextBrowser(house.origin)]
  const sent = (person: string, more: object = {}) => ({ person, name: house.identity.demonstration!.nameOf(person)!, document: document!.id, ...more })
  const make = async (person: string) => (await one.post('/console/registrations', { ...sent(person, { lost: 'no' }), _csrf: (await csrf(one)) })).html
  const codeIn = (html: string) => /<code>([^<]+)<\/code>/.exec(html)?.[1] ?? assert.fail(html)

  await walk.see('console: nobody registered yet', one, '/console/registrations')
  await walk.send('console: a registration without anything', one, '/console/registrations', { person: '1' })
  // Whoever has been in this walk is signed in somewhere.
  await walk.send('console: somebody who has signed in before', one, '/console/registrations', sent(cast.impatient), 200)
  await walk.send('console: the sheet', one, '/console/registrations', sent(cast.impatient, { lost: 'no' }), 200)
  const code = codeIn(await make(cast.impatient))
  await walk.see('console: registrations', one, '/console/registrations')

  await walk.see('register', visitor, '/register')
  await walk.see('register, by the link', visitor, `/register/${code}`)
  await walk.send('register: nothing said', visitor, '/register', {})
  await walk.send('register: unknown', visitor, '/register', { code: '0000-0000-0000', name: 'N' })
  await walk.send('register: the passkey', visitor, '/register', { code, name: sent(cast.impatient).name }, 200)
  await walk.see('register, as an official', one, '/register')

  const owner = await walk.resident(cast.impatient)
  const [row] = await house.rooms.ask<{ id: string }>(`select id from identity.registration where person = $1 order by id desc limit 1`, [cast.impatient])
  const path = `/my/registrations/${row!.id}`
  await walk.see('a registration in my name', owner, path)
  await owner.submit(await owner.get(path), `${path}/stop`)
  await walk.see('a registration in my name, stopped', owner, path)
  await walk.see('register: a sheet that was stopped', visitor, `/register/${code}`)
  const fresh = codeIn(await make(cast.paid))
  const entered = await visitor.submit(await visitor.submit(await visitor.get(`/register/${fresh}`), '/register', { name: sent(cast.paid).name }), '/register/demonstration')
  assert.equal(entered.path, '/my')
  const [used] = await house.rooms.ask<{ id: string }>(`select id from identity.registration where person = $1 order by id desc limit 1`, [cast.paid])
  await walk.see('a registration in my name, used', visitor, `/my/registrations/${used!.id}`)
  await walk.see('console: registrations of every kind', one, '/console/registrations')
}

const csrf = async (browser: TextBrowser) => /name="_csrf" value="([^"]+)"/.exec((await browser.get('/console/registrations')).html)![1]!
