/** The page that checks an access log, saved to the disk and opened without a server: ten thousand looks, and a file in which one was left out. */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import pino from 'pino'
import { loadPack } from '../../packages/pack-kit/load-pack.ts'
import { systemClock } from '../../src/kernel/clock/clock.ts'
import { newId } from '../../src/kernel/ids/ids.ts'
import { createTransparency } from '../../src/kernel/transparency/transparency.ts'
import { accessEntry } from '../../src/modules/exchange/access-entry.ts'
import { linkLooks } from '../../src/modules/exchange/chain/link-looks.ts'
import type { ChainFile } from '../../src/modules/exchange/chain/read-chain.ts'
import { createExchange } from '../../src/modules/exchange/index.ts'
import { checkerPage } from '../../src/modules/exchange/pages/checker-page.ts'
import type { ExchangeTables } from '../../src/modules/exchange/tables.ts'
import type { View } from '../../src/web/view.ts'
import { createWordings } from '../../src/web/wordings.ts'
import { roomDatabase } from '../support/room-database.ts'
import { noBrowser, openShell } from './open-browser.ts'

const looks = 10_000
const person = 'KR-DEMO-000003'
const folder = mkdtempSync(join(tmpdir(), 'maru-checker-'))
const pack = loadPack('packs/kr')
let chain: ChainFile
let browser: Browser
before(async () => {
  if (noBrowser) return
  chain = await makeChain()
  for (const tag of ['en', 'ko']) writeFileSync(join(folder, `${tag}.html`), checkerPage(createWordings(pack, () => undefined)(tag) as View))
  browser = await openShell()
})
after(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function makeChain(): Promise<ChainFile> {
  const room = await roomDatabase()
  const transparency = createTransparency({ database: room.database, clock: systemClock('UTC'), logger: pino({ level: 'silent' }), host: 'checker.example', secret: randomBytes(32) })
  const log = transparency.log('access', 'exchange')
  const exchange = createExchange({ database: room.database, pack, clock: systemClock(pack.timeZone), log: pino({ level: 'silent' }), accessLog: log, addressOf: () => undefined })
  await transparency.start()
  for (let at = 0; at < looks; at += 1_000) {
    await room.database.room<ExchangeTables>('exchange').transaction(async (tx) => {
      // Somebody else's looks lie between.
      const rows = await linkLooks(tx, Array.from({ length: 1_500 }, (_, place) => {
        const id = newId()
        return {
          id, key: id, at: new Date(), person: place % 3 === 2 ? 'KR-DEMO-000004' : person, recipient: 'nts', recipient_role: 'agency', purpose: 'birth-nts', register: 'resident', fields: ['name'],
          case_id: randomUUID(), consent_id: null, salt: randomBytes(32),
        }
      }))
      await log.add(tx, rows.map(accessEntry))
    })
  }
  await log.settle()
  await exchange.commitHeads()
  await log.settle()
  const file = await exchange.chain(person)
  await exchange.close()
  await transparency.stop()
  await room.close()
  return file
}

async function check(language: string, file: object) {
  const path = join(folder, 'my-data-log.json')
  writeFileSync(path, JSON.stringify(file))
  const context = await browser.newContext({ offline: true })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('request', (request) => { if (!request.url().startsWith('file:')) faults.push(request.url()) })
  await page.goto(pathToFileURL(join(folder, `${language}.html`)).href)
  await page.setInputFiles('#file', path)
  await page.waitForSelector('.verdict', { timeout: 60_000 })
  const found = { text: await page.innerText('#result'), good: await page.$('.verdict.good') !== null, milliseconds: await page.getAttribute('html', 'data-milliseconds'), faults }
  await context.close()
  return found
}

test('ten thousand looks are checked on the reader’s own machine, offline', { skip: noBrowser }, async (context) => {
  assert.equal(chain.looks.length, looks)
  const { text, good, milliseconds, faults } = await check('en', chain)
  assert.deepEqual(faults, [])
  assert.ok(good, text)
  assert.match(text, /10,000 looks, each in its place, in a public log of 15,00\d entries/)
  context.diagnostic(`${looks} looks checked in ${milliseconds} ms`)
})

test('one look left out is named, in the reader’s language; any other file is refused', { skip: noBrowser }, async () => {
  const without = structuredClone(chain)
  without.looks.splice(4_321, 1)
  without.indexes.splice(4_321, 1)
  const { text, good } = await check('ko', without)
  assert.ok(!good)
  assert.match(text, /4322번째/)
  assert.ok(!(await check('en', { hello: 'world' })).good)
})
