/** An answer asked again from its address, on the day and a year later, when the law has moved on. */
import assert from 'node:assert/strict'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import { findMarkupFaults } from '../../src/web/find-markup-faults.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse, type TestHouse } from '../support/house.ts'

let house: TestHouse
before(async () => { house = await openHouse({ clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul') }) })
after(() => house.close())

/** The same country a year later: the allowance is another sum, and its page names it otherwise. */
function laterPack() {
  const folder = mkdtempSync(join(tmpdir(), 'maru-later-'))
  cpSync('packs/kr', folder, { recursive: true })
  const rules = join(folder, 'rules/child-allowance.md')
  writeFileSync(rules, readFileSync(rules, 'utf8').replace('  from 2018-09-01: 100,000\n', '  from 2018-09-01: 100,000\n  from 2027-03-01: 120,000\n'))
  return { folder, [Symbol.dispose]: () => { rmSync(folder, { recursive: true, force: true }) } }
}

const ask = async (browser: TextBrowser, message: string) => {
  const visit = await browser.submit(await browser.get('/ask'), '/ask', { message })
  return [...visit.html.matchAll(/\/ask\/answers\/[0-9a-f-]{36}/g)].at(-1)?.[0] ?? assert.fail(visit.text)
}
const sentences = (html: string) => /<div lang[^>]*data-answer[^>]*>([\s\S]*?)<p class="hint">/.exec(html)?.[1] ?? assert.fail(html.slice(0, 500))

test('the same day it is the same, from the same sources', async () => {
  const address = await ask(new TextBrowser(house.origin), 'How much is the child allowance?')
  const stranger = new TextBrowser(house.origin)
  assert.match((await stranger.get(address)).text, /Ask this again today/)
  const again = await stranger.get(`${address}/again`)
  assert.deepEqual(findMarkupFaults(again.html), [])
  assert.match(again.text, /What we kept still gives this answer, word for word/)
  assert.match(again.text, /The answer is the same today, from the same sources/)
  // What it was taken for, what was found in which edition, and by which rules.
  const page = await stranger.get(address)
  assert.deepEqual(findMarkupFaults(page.html), [])
  assert.match(page.html, /<code>tell child-allowance amount<\/code>/)
  const found = page.html.split('<tr>').filter((row) => /<code>[0-9a-f]{16}<\/code>/.test(row))
  assert.ok(found.length > 0 && found[0]!.includes('<code>child-allowance</code>'), page.html)
})

test('whoever else has the address reads the question without the names and numbers in it; whoever asked reads it as they asked', async () => {
  const browser = new TextBrowser(house.origin)
  const address = await ask(browser, '제 이름은 김달해이고 번호는 900101–1234567입니다. 아동수당 얼마예요?')
  const [own, other] = [await browser.get(address), await new TextBrowser(house.origin).get(address)]
  assert.match(own.text, /김달해/)
  assert.match(other.text, /아동수당 얼마예요/)
  for (const page of [own, other]) assert.doesNotMatch(page.html, /900101|1234567/)
  assert.doesNotMatch(other.html, /김달해/)
})

test('a year later it is given word for word from what is kept, and beside it what has changed and what is said now', async () => {
  const browser = new TextBrowser(house.origin)
  const [amount, cost] = [await ask(browser, 'How much is the child allowance?'), await ask(browser, '부모급여 어디에 신청해요?')]
  const then = sentences((await browser.get(amount)).html)
  // Its conversation is gone: what is kept is the answer alone.
  await house.rooms.ask("update assistant.conversation set last_at = last_at - interval '91 days', created_at = created_at - interval '91 days'")
  await ask(new TextBrowser(house.origin), '아동수당 얼마예요?')
  using later = laterPack()
  const yearOn = await openHouse({ pack: later.folder, clock: fixedClock('2027-11-24T01:00:00Z', 'Asia/Seoul'), beside: house })
  try {
    const stranger = new TextBrowser(yearOn.origin)
    const again = await stranger.get(`${amount}/again`)
    assert.equal(sentences(again.html), then)
    assert.match(again.text, /What we kept still gives this answer, word for word/)
    assert.match(again.text, /These sources have changed since/)
    assert.match(again.text, /reads otherwise now/)
    const [before, today] = again.text.split('With the figures of')
    assert.match(before!, /₩100,000 a month/)
    assert.match(today!, /November 24, 2027[\s\S]*₩120,000 a month/)
    assert.match((await stranger.get(`${cost}/again`)).text, /same today, from the same sources/)
    // Whoever has changed what is kept is found out.
    await house.rooms.ask(`update assistant.kept_answer set answer = replace(answer::text, '100,000', '900,000')::jsonb where id = $1`, [amount.split('/').at(-1)])
    assert.match((await stranger.get(`${amount}/again`)).text, /does not give this answer any more/)
  } finally {
    await yearOn.close()
  }
})

test('what says nothing from public sources is not said again, and nobody’s but one’s own', async () => {
  const browser = new TextBrowser(house.origin)
  const visit = await browser.submit(await browser.get('/ask'), '/ask', { message: 'Which certificates do I have?' })
  const [{ id }] = await house.rooms.ask<{ id: string }>("select id from assistant.turn where answer ->> 'kind' = 'own-certificates' order by at desc limit 1") as [{ id: string }]
  assert.equal((await browser.get(`/ask/answers/${id}/again`)).status, 409, visit.text)
  assert.equal((await new TextBrowser(house.origin).get(`/ask/answers/${id}/again`)).status, 404)
})
