/** An answer that is not understood is asked again with the form that it takes and what can be chosen by number; the second time the form and a human are offered, with everything so far. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { findMarkupFaults } from '../../src/web/find-markup-faults.ts'
import { signIn } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
before(async () => { house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') }) })
after(() => house.close())

const nothing = 'qwv zzk blorp'
const byNumber: Record<string, [person: string, said: string]> = { en: ['KR-DEMO-000001', 'the second'], ko: ['KR-DEMO-000003', '2번'], vi: ['KR-DEMO-000002', 'số 2'] }

for (const [language, [person, said]] of Object.entries(byNumber)) {
  test(`once: an example and numbers, which are understood (${language}); twice: the form with everything so far`, async () => {
    const family = new TextBrowser(house.origin)
    family.language = language
    await signIn(family, person)
    const known = await family.submit(await family.get('/life-events/birth'), '/apply', { event: 'birth' })
    const talk = `/ask/fill/${known.path.split('/')[2]!}`
    await family.submit(await family.get(talk), talk, { 'newborn.1.name': 'Dal Guided', 'newborn.1.birth_date': '2026-11-20' })
    const once = await family.submit(await family.get(talk), talk, { message: nothing })
    assert.match(once.html, /<ol>/)
    assert.deepEqual(findMarkupFaults(once.html), [])
    const twice = await family.submit(once, talk, { message: nothing })
    assert.match(twice.html, /class="[^"]*button[^"]*"[^>]*href="\/apply\/[0-9a-f-]{36}\/continue"|href="\/apply\/[0-9a-f-]{36}\/continue"[^>]*class="[^"]*button/)
    assert.match(twice.html, /Dal Guided/)
    await family.submit(twice, talk, { message: said })
    const [draft] = await house.rooms.ask<{ sex: string }>(`select draft -> 'newborns' -> 0 ->> 'sex' as sex from cases.application where id = $1`, [talk.split('/').at(-1)])
    const second = house.pack.lifeEvents.find(({ id }) => id === 'birth')!.steps.flatMap(({ questions }) => questions).find(({ fact }) => fact === 'newborn.sex')!.choices![1]!.value
    assert.equal(draft!.sex, second)
  })
}

test('what stands there to choose from is chosen by its place at once', async () => {
  const family = new TextBrowser(house.origin)
  family.language = 'en'
  await signIn(family, 'KR-DEMO-000005')
  const known = await family.submit(await family.get('/life-events/birth'), '/apply', { event: 'birth' })
  const talk = `/ask/fill/${known.path.split('/')[2]!}`
  await family.submit(await family.get(talk), talk, { 'newborn.1.name': 'Dal Placed', 'newborn.1.birth_date': '2026-11-20' })
  const page = await family.submit(await family.get(talk), talk, { message: 'the second' })
  assert.doesNotMatch(page.html, /<ol>/)
  const [draft] = await house.rooms.ask<{ sex: string }>(`select draft -> 'newborns' -> 0 ->> 'sex' as sex from cases.application where id = $1`, [talk.split('/').at(-1)])
  assert.equal(draft!.sex, 'M')
})
