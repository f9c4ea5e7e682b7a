/** The holder's app as the server gives it (its views are looked at in `tests/browser/wallet.test.ts`), what fills it, and the ways to empty it. */
import assert from 'node:assert/strict'
import { csrfOf } from '../../support/birth-journey.ts'
import { TextBrowser } from '../../support/browser-of-text.ts'
import { newKeyPair, readOffer, TestWallet } from '../../support/test-wallet.ts'
import type { Walk } from '../walk.ts'

export async function walkWallet(walk: Walk) {
  const { house, cast } = walk
  const anyone = new TextBrowser(house.origin)
  await walk.see('wallet', anyone, '/wallet')
  const holder = await walk.resident(cast.newcomer)
  await walk.see('my wallet: empty', holder, '/my/wallet')
  const [type] = house.pack.credentials
  if (!type) return
  await walk.send('offer, to a wallet', holder, '/my/wallet/offers', { type: type.id })
  const offer = await holder.post('/my/wallet/offers', { type: type.id, _csrf: csrfOf(await holder.get('/')) })
  await fill(walk, offer.html, type.id)
  await walk.see('my wallet: with what was issued', holder, '/my/wallet')
  await walk.send('revoking everything, asked', holder, '/my/wallet/revoke', {})
  await walk.send('the emergency sheet', holder, '/my/wallet/sheet', {})
  const sheet = await holder.post('/my/wallet/sheet', { _csrf: csrfOf(await holder.get('/')) })
  const lost = /\/lost\/[\w-]{43}/.exec(sheet.html)?.[0] ?? assert.fail('no sheet')
  await walk.see('a lost phone, by the sheet', anyone, lost)
  await walk.send('a lost phone: emptied, or emptied before', anyone, lost, {})
  await walk.see('a sheet that nobody has', anyone, `/lost/${'x'.repeat(43)}`, 404)
  await inOffice(walk)
  const again = await walk.resident(cast.newcomer)
  await again.submit(await again.get('/my/wallet'), '/my/wallet/revoke')
  await walk.see('my wallet: emptied', again, '/my/wallet?revoked=1')
  await walk.send('the wallet back on another phone', again, '/my/wallet/restore', {})
}

/** The ID of somebody in office: none, one, and what is said to who comes by it. */
async function inOffice(walk: Walk) {
  const { house, cast } = walk
  const path = '/console/official-id'
  const lead = await walk.official(`demo-${cast.team}-lead`)
  await walk.see('official’s ID: in no wallet', lead, path)
  await walk.send('official’s ID, to a wallet', lead, `${path}/offers`, {})
  const offer = await lead.post(`${path}/offers`, { _csrf: csrfOf(await lead.get(path)) })
  await fill(walk, offer.html, 'official-id')
  await walk.see('official’s ID: in a wallet', lead, path)
  await house.rooms.ask(`update identity.session set by_official_id = true where kind = 'official' and subject = $1`, [`demo-${cast.team}-lead`])
  await walk.see('official’s ID: signed in by it', lead, path)
}

async function fill({ house }: Walk, offer: string, type: string) {
  const link = /href="(openid-credential-offer:[^"]+)"/.exec(offer)?.[1] ?? assert.fail('no offer')
  const code = /<p class="amount">(\d{6})<\/p>/.exec(offer)?.[1] ?? assert.fail('no transaction code')
  const wallet = await (await TestWallet.open(house.origin, 'maru-wallet')).attest()
  assert.equal((await wallet.redeem(readOffer(link.replaceAll('&amp;', '&')).code, code)).status, 200)
  const { status, text } = await wallet.ask(type, [await newKeyPair()])
  assert.equal(status, 200, text)
}
