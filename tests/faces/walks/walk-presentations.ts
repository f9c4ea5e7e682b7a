/** Somebody is asked to show what is in the wallet: every state that the page can be in, and what is registered. */
import { hash } from 'node:crypto'
import { randomToken } from '../../../src/kernel/crypto/tokens.ts'
import { TextBrowser } from '../../support/browser-of-text.ts'
import type { Walk } from '../walk.ts'

export async function walkPresentations(walk: Walk) {
  const { house } = walk
  const presentations = house.credentials.presentations!
  const [template] = house.pack.requests
  const anyone = new TextBrowser(house.origin)
  await walk.see('registered requests', anyone, '/requests')
  await walk.see('a registered request', anyone, `/requests/${template!.id}`)
  await walk.see('the offline verifier', anyone, '/verifier')
  await walk.see('no such request', anyone, '/requests/nothing', 404)

  const own = randomToken()
  anyone.cookies.set('maru-presenting', own)
  const start = async (taken = true) => {
    const id = await presentations.start({ template: template!.id, consumer: 'api', origin: house.origin, returnTo: null })
    if (taken) await presentations.take(id, own)
    return id
  }
  const fetched = async (mode: 'sameDevice' | 'crossDevice') => {
    const id = await start()
    const link = new URL((await presentations.look(id, own))[mode].replace('openid4vp://', 'https://'))
    await fetch(link.searchParams.get('request_uri')!)
    return id
  }
  await walk.see('asked to show something', anyone, `/present/${await start(false)}`)
  await walk.see('ways to the wallet', anyone, `/present/${await start()}`)
  await walk.see('the wallet on this device has it', anyone, `/present/${await fetched('sameDevice')}`)
  const onPhone = await fetched('crossDevice')
  await walk.see('the wallet on another device has it', anyone, `/present/${onPhone}`)
  await walk.send('a wrong code', anyone, `/present/${onPhone}/code`, { code: '1' })
  await walk.see('begun in another browser', new TextBrowser(house.origin), `/present/${onPhone}`)
  await walk.send('taken by another browser', new TextBrowser(house.origin), `/present/${onPhone}`, {}, 403)

  const refused = await start()
  await house.rooms.ask(`update credentials.presentation set answered_at = now(), outcome = 'revoked' where id = $1`, [refused])
  await walk.see('what was shown is not accepted', anyone, `/present/${refused}`)
  const over = await start()
  await house.rooms.ask(`update credentials.presentation set ends_at = now() where id = $1`, [over])
  await walk.see('too late', anyone, `/present/${over}`)
  const code = randomToken()
  await house.rooms.ask(`update credentials.presentation set answered_at = now(), outcome = 'accepted', shown = '{}', response_hash = $2 where id = $1`, [onPhone, hash('sha256', code, 'buffer')])
  await walk.see('the code on the phone', anyone, `/present/${onPhone}/code?response_code=${code}`)
  await walk.see('nothing to return to', anyone, `/present/${onPhone}/return?response_code=${code}`, 404)

  const { team } = walk.cast
  const lead = await walk.official(`demo-${team}-lead`)
  await walk.see('console: no request registered', lead, '/console/requests')
  await walk.send('console: a request without anything', lead, '/console/requests', {})
  await presentations.templates.register({ ...template!, id: `${team}-own`, agency: team }, 'official:walk')
  await walk.see('console: a request registered', lead, '/console/requests')
  await walk.send('console: a key without an address', lead, `/console/requests/${team}-own/keys`, { returnTo: '' })
  await walk.send('console: a key', lead, `/console/requests/${team}-own/keys`, { returnTo: 'https://shop.example/back' })
}
