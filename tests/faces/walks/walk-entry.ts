/** A first passkey, or one again: at an office, and by the sheet from there. */
import assert from 'node:assert/strict'
import { until } from '../../support/birth-journey.ts'
import { TextBrowser } from '../../support/browser-of-text.ts'
import { enterByLetter, letterTo } from '../../support/by-letter.ts'
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
  await walk.see('a first passkey, which may wait', owner, '/my/passkeys/first?next=/my/data')
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
  await walkTrusted(walk)
  await walkByLetter(walk)
}

/** What whoever came in by a letter sees of what is open and closed to them; and whoever is surer since. */
async function walkByLetter(walk: Walk) {
  const { house, cast } = walk
  const { browser } = await enterByLetter(house, cast.newcomer)
  await walk.see('by a letter: to do', browser, '/my')
  await walk.see('by a letter: passkeys', browser, '/my/passkeys')
  await walk.see('by a letter: not enough', browser, '/my/wallet', 403)
  const [visitor, owner, official] = [new TextBrowser(house.origin), await walk.resident(cast.newcomer), await walk.official(`demo-${house.pack.registration!.agencies[0]}-caseworker`)]
  await walk.see('a passkey of a letter, by whoever is surer', owner, '/my/passkeys')
  await walk.see('a letter, to be asked for', visitor, '/sign-in/letter')
  await walk.send('a letter: nothing said', visitor, '/sign-in/letter', {})
  await walk.see('a letter, asked for', visitor, '/sign-in/letter/asked')
  await walk.see('the code of a letter', visitor, '/register/letter')
  await walk.see('the code of a letter, by its picture', visitor, '/register/letter/0000-0000-0000')
  await walk.send('the code of a letter: nothing said', visitor, '/register/letter', {})
  await walk.send('the code of a letter: unknown', visitor, '/register/letter', { code: '0000-0000-0000', person: cast.newcomer, birthDate: '1990-01-01' })
  await walk.send('the code of a letter, as an official', official, '/register/letter', { code: '0000-0000-0000', person: cast.newcomer, birthDate: '1990-01-01' }, 409)
  await walkInvitations(walk)
  for (const [state, status, by] of [['stopped', 'stopped', null], ['used', 'used', null], ['on its way', 'open', 'somebody']] as const) {
    const path = `/my/letters/${await letterTo(house, cast.newcomer, status, by)}`
    await walk.see(`a letter in my name, ${state}`, owner, path)
    if (status === 'used') await walk.see('a letter in my name, used, by a letter', browser, path)
  }
}

/** Named, taken, asked for their word, and what each of them sees. */
async function walkTrusted(walk: Walk) {
  const { house, cast } = walk
  const nameOf = (person: string) => house.identity.demonstration!.nameOf(person)!
  const [owner, friends] = [await walk.resident(cast.impatient), [cast.applicant, cast.helped]]
  await walk.see('people whom I trust: none', owner, '/my/trusted')
  await walk.send('people whom I trust: nobody named', owner, '/my/trusted', { name: '' })
  await walk.send('people whom I trust: no code', owner, '/my/trusted/accept', { code: '' })
  const codes: string[] = []
  for (const friend of friends) codes.push(/<code>([^<]+)<\/code>/.exec((await owner.submit(await owner.get('/my/trusted'), '/my/trusted', { name: nameOf(friend) })).html)![1]!)
  await walk.see('people whom I trust: codes that wait', owner, '/my/trusted')
  for (const [at, friend] of friends.entries()) {
    const browser = await walk.resident(friend)
    if (at === 0) await walk.send('somebody trusts me: the offer', browser, '/my/trusted/accept', { code: codes[at]! }, 200)
    await browser.submit(await browser.submit(await browser.get('/my/trusted'), '/my/trusted/accept', { code: codes[at]! }), '/my/trusted/accept/answer', { answer: 'yes' })
  }
  await walk.see('people whom I trust', owner, '/my/trusted')
  await walk.send('people whom I trust: the code, once', owner, '/my/trusted', { name: 'N' }, 200)
  const { agencies: [agency] } = house.pack.registration!
  const one = await walk.official(`demo-${agency}-caseworker`)
  await walk.send('console: too few are trusted', one, '/console/registrations', { person: cast.impatient, name: nameOf(cast.impatient), document: 'none' })
  await house.rooms.ask(`update identity.trusted_person set accepted_at = accepted_at - interval '3 days' where status = 'active' and owner = $1`, [cast.impatient])
  await one.submit(await one.get('/console/registrations'), '/console/registrations', { person: cast.impatient, name: nameOf(cast.impatient), document: 'none' })
  const [row] = await house.rooms.ask<{ id: string }>(`select id from identity.registration where status = 'asked' and person = $1`, [cast.impatient])
  await walk.see('a registration in my name, on the word of others', owner, `/my/registrations/${row!.id}`)
  const path = `/my/trusted/${row!.id}`
  for (const [at, friend] of friends.entries()) {
    const browser = await walk.resident(friend)
    if (at === 0) {
      await walk.see('I am asked for my word: the list', browser, '/my/trusted')
      await walk.see('I am asked for my word', browser, path)
      await walk.send('I am asked for my word: nothing said', browser, `${path}/word`, {})
    }
    await browser.submit(await browser.get(path), `${path}/word`, { said: 'yes' })
    if (at === 0) await walk.see('I have given my word', browser, path)
  }
  await walk.see('console: two have said yes', one, '/console/registrations')
  await owner.submit(await owner.get(`/my/registrations/${row!.id}`), `/my/registrations/${row!.id}/stop`)
  await house.rooms.ask(`update identity.session set proven_at = now() - interval '1 hour' where subject = $1`, [cast.impatient])
  await walk.send('people whom I trust: signed in long ago', owner, '/my/trusted', { name: 'N' }, 200)
}

/** Letters at an agency's wish: to somebody, to everybody of some days, and what is said of each end. */
async function walkInvitations({ house, cast, ...walk }: Walk) {
  const path = '/console/letters'
  const agency = house.pack.registration!.agencies[0]!
  const [one, two] = [await walk.official(`demo-${agency}-caseworker`), await walk.official(`demo-${agency}-lead`)]
  await walk.see('console: letters, none yet', one, path)
  await walk.send('console: a letter to nobody', one, path, {})
  await walk.send('console: letters of no days', one, `${path}/cohort`, {})
  await walk.send('console: letters of too many days', one, `${path}/cohort`, { from: '1990-01-01', until: '1990-12-31' })
  await walk.send('console: letters to children', one, `${path}/cohort`, { from: '2020-01-01', until: '2020-01-02' })
  await walk.send('console: stop no letter', one, `${path}/stop-one`, { stopped: '1' })
  await walk.send('console: a letter stopped', one, `${path}/stop-one`, { stopped: cast.paid }, 200)
  await one.submit(await one.get(path), path, { person: cast.paid, name: 'N', birthDate: '1990-01-01' })
  await one.submit(await one.get(path), `${path}/cohort`, { from: '1985-01-01', until: '1985-02-01' })
  await until(() => house.rooms.ask(`select 1 from identity.letter_batch where status = 'counting'`), ({ length }) => length === 0, 20_000)
  await house.rooms.ask(`update identity.letter_batch set status = 'waiting', people = coalesce(people, 0), stopped_because = null where born_from is not null`)
  await walk.see('console: letters that wait', one, path)
  await walk.see('console: letters that a colleague sends', two, path)
  await walk.send('console: letters while others are under way', one, `${path}/cohort`, { from: '1986-01-01', until: '1986-01-02' })
  const outcomes = ['sent', 'waits-already', 'too-soon', 'lost', 'other-person', 'nobody', 'died', 'too-young', 'no-address', 'undeliverable', 'stopped']
  const [{ id }] = await house.rooms.ask<{ id: string }>(`update identity.letter_batch set status = 'done', confirmed_by = 'another', confirmed_at = now() where born_from is not null returning id`) as [{ id: string }]
  for (const outcome of outcomes) await house.rooms.ask(`insert into identity.letter_batch_person values ($1, $2, gen_random_uuid(), $2)`, [id, outcome])
  for (const because of ['too-many', 'nobody', 'official']) await house.rooms.ask(`insert into identity.letter_batch (id, agency, official, born_from, born_until, prepared_at, status, people, stopped_because) values (gen_random_uuid(), $1, 'x', '2000-01-01', '2000-01-02', now(), 'stopped', 0, $2)`, [agency, because])
  await walk.see('console: letters of every kind', one, path)
}

const csrf = async (browser: TextBrowser) => /name="_csrf" value="([^"]+)"/.exec((await browser.get('/console/registrations')).html)![1]!
