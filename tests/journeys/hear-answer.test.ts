/** An answer is heard where the operator has named a voice: on its page, without scripts, by whoever may read it. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { test } from 'node:test'
import { checkWithAxe } from '../faces/checkers/axe.ts'
import { noBrowser, openBrowser } from '../browser/open-browser.ts'
import { signInOfficial } from '../support/birth-journey.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { openHouse } from '../support/house.ts'

const program = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'espeak-ng')).find((file) => existsSync(file))

async function answerOf(browser: TextBrowser, message: string): Promise<string> {
  const { html } = await browser.submit(await browser.get('/ask'), '/ask', { message })
  return [...html.matchAll(/<div id="([0-9a-f-]{36})"/g)].at(-1)![1]!
}

test('the page of an answer has a player; the sound is the answer’s, and one’s own matters have none', { skip: program === undefined ? 'needs espeak-ng' : false }, async () => {
  const house = await openHouse({ speech: program! })
  try {
    const browser = new TextBrowser(house.origin)
    const page = `/ask/answers/${await answerOf(browser, 'How much is the child allowance?')}`
    assert.match((await browser.get(page)).html, new RegExp(`<audio controls[^>]* src="${page}/voice.wav"`))
    const sound = await fetch(`${house.origin}${page}/voice.wav`)
    assert.deepEqual([sound.status, sound.headers.get('content-type')], [200, 'audio/wav'])
    assert.ok((await sound.arrayBuffer()).byteLength > 50_000)
    const own = `/ask/answers/${await answerOf(browser, 'Do I have new notices?')}`
    assert.doesNotMatch((await browser.get(own)).html, /<audio/)
    assert.equal((await browser.get(`${own}/voice.wav`)).status, 404)
    const lead = new TextBrowser(house.origin)
    await signInOfficial(lead, 'demo-municipality-lead')
    assert.match((await lead.get('/console/model')).text, /espeak-ng: 1 read since the start, 0 not/)
    if (noBrowser) return
    const chromium = await openBrowser()
    try {
      const shown = await (await chromium.newContext({ bypassCSP: false })).newPage()
      await shown.goto(house.origin + page)
      await shown.locator('audio').evaluate(async (audio: HTMLAudioElement) => { audio.muted = true; await audio.play() })
      const seconds = await shown.locator('audio').evaluate((audio: HTMLAudioElement) => audio.duration)
      assert.ok(seconds > 2 && seconds < 120, String(seconds))
      const looked = await (await chromium.newContext({ bypassCSP: true })).newPage()
      await looked.goto(house.origin + page)
      assert.deepEqual(await checkWithAxe(looked), [])
    } finally {
      await chromium.close()
    }
  } finally {
    await house.close()
  }
})

test('a voice that is not there: answers have no player, and whoever looks after the platform sees it', async () => {
  const house = await openHouse({ speech: '/nowhere/espeak-ng' })
  try {
    const browser = new TextBrowser(house.origin)
    const page = `/ask/answers/${await answerOf(browser, 'How much is the child allowance?')}`
    assert.doesNotMatch((await browser.get(page)).html, /<audio/)
    assert.equal((await browser.get(`${page}/voice.wav`)).status, 404)
    const lead = new TextBrowser(house.origin)
    await signInOfficial(lead, 'demo-municipality-lead')
    assert.match((await lead.get('/console/model')).text, /nowhere\/espeak-ng cannot be run/)
  } finally {
    await house.close()
  }
})
