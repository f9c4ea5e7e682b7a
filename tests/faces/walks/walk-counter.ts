/** At a counter: a draft that somebody shows by a code, and somebody who is known by a document; every page of it, every way it ends, and what the person sees of it. */
import assert from 'node:assert/strict'
import { consentAll } from '../../support/birth-journey.ts'
import type { TextBrowser } from '../../support/browser-of-text.ts'
import type { Walk } from '../walk.ts'

const counter = '/console/counter'

export async function walkCounter(walk: Walk) {
  const { cast, house } = walk
  const [first, second] = house.pack.counters!.agencies.map((agency) => `demo-${agency}-counter`)
  const [clerk, other] = [await walk.official(first!), await walk.official(second!)]
  const person = await walk.resident(cast.atCounter)
  const name = house.identity.demonstration!.nameOf(cast.atCounter)!

  await walk.see('counter: nobody has been there', clerk, counter)
  await walk.send('counter: no code', clerk, `${counter}/code`, { code: '' })
  await walk.send('counter: a code that opens nothing', clerk, `${counter}/code`, { code: '0000-0000' })
  await walk.send('counter: nothing said of who it is', clerk, `${counter}/people`, { person: '1', name: '', document: '' })
  await walk.send('counter: another name in the register', other, `${counter}/people`, { person: cast.atCounter, name: house.identity.demonstration!.nameOf(cast.newcomer)!, document: house.pack.registration!.documents[0]!.id })

  const known = await person.submit(await person.get('/life-events/birth'), '/apply')
  const base = known.path.replace(/\/known$/, '')
  await walk.see('go on at a counter', person, `${base}/counter`)
  await walk.send('go on at a counter: the code', person, `${base}/counter`, {}, 200)
  const open = async (by: TextBrowser) => {
    const sheet = await person.submit(await person.get(`${base}/counter`), `${base}/counter`)
    const code = /<p class="amount"><code>([^<]+)<\/code>/.exec(sheet.html)?.[1] ?? assert.fail(sheet.text)
    return (await by.submit(await by.get(counter), `${counter}/code`, { code })).path.replace(/\/[a-z-]+$/, '')
  }
  const visit = await open(clerk)
  const id = visit.split('/').at(-1)!
  await walk.see('counter: what registers say', clerk, `${visit}/known`)
  await walk.see('told: open at a counter', person, `/my/counter/${id}`)
  const child = await clerk.submit(await clerk.get(`${visit}/known`), `${visit}/known`)
  await walk.send('counter: a page with mistakes', clerk, child.path, {})
  const home = await clerk.submit(child, child.path, { 'newborn.1.name': cast.child.name, 'newborn.1.birth_date': cast.child.birthDate, 'newborn.1.sex': cast.child.sex })
  const owed = await consentAll(clerk, await clerk.submit(home, home.path, cast.home))
  const check = await clerk.submit(owed, owed.path)
  assert.match(check.path, /\/check$/, check.text)
  await walk.see('counter: check', clerk, check.path)
  await walk.send('counter: not signed', clerk, check.path, { version: '1' })
  await clerk.submit(check, `${visit}/summary`)
  await walk.see('apply: written down at a counter', person, `${base}/check`)
  await person.submit(await person.get(`${base}/home`), `${base}/home`, { ...cast.home, 'household.account': cast.home['household.account']!.replace(/\d$/, '0') })
  await walk.see('counter: changed since it was printed', clerk, check.path)
  await walk.see('apply: a page that was written down at a counter', person, `${base}/home`)

  const elsewhere = await open(other)
  await walk.see('counter: goes on at another', clerk, visit)
  await walk.see('counter: too late', clerk, `${visit}/home`, 410)
  await other.submit(await other.get(`${elsewhere}/check`), `${elsewhere}/finish`)
  await walk.see('counter: finished', other, elsewhere)
  const stopped = await open(clerk)
  const own = `/my/counter/${stopped.split('/').at(-1)!}`
  await person.submit(await person.get(own), `${own}/stop`)
  await walk.see('counter: stopped by the person', clerk, stopped)
  await walk.see('told: stopped at a counter', person, own)
  const handed = await open(clerk)
  await clerk.submit(await clerk.get(`${handed}/check`), `${handed}/hand-over`)
  await walk.see('counter: handed over', clerk, handed)

  const begin = await clerk.submit(await clerk.get(counter), `${counter}/people`, { person: cast.atCounter, name, document: house.pack.registration!.documents[0]!.id })
  await walk.see('counter: what is it about', clerk, begin.path)
  await walk.send('counter: nothing chosen', clerk, `${begin.path}/begin`, { event: '', language: '' })
  const again = await clerk.submit(begin, `${begin.path}/begin`, { event: 'birth', language: cast.language })
  const last = await clerk.get(again.path.replace(/[a-z-]+$/, 'check'))
  await clerk.submit(last, `${begin.path}/summary`)
  await walk.see('counter: to be sent', clerk, last.path)
  const sent = await clerk.submit(await clerk.get(last.path), last.path, { signed: 'yes' })
  assert.equal(sent.path, begin.path, sent.text)
  await walk.see('counter: sent', clerk, begin.path)
  await walk.see('counter: a receipt on paper', clerk, `${begin.path}/receipt`)
  await walk.see('told: sent from a counter', person, `/my/counter/${begin.path.split('/').at(-1)!}`)
  await walk.see('counter: whom one has had there', clerk, counter)
}
