/** Acting for another: granted, taken, used, left, ended; by the register, and by a paper that two officials have seen. */
import assert from 'node:assert/strict'
import { createPrivateKey } from 'node:crypto'
import { exportJWK } from 'jose'
import { makeAnswer, openRequest, sendAnswer } from '../../../src/modules/credentials/present/test-wallet.ts'
import { TextBrowser } from '../../support/browser-of-text.ts'
import { newKeyPair, readOffer, TestWallet } from '../../support/test-wallet.ts'
import type { Walk } from '../walk.ts'

export async function walkMandates(walk: Walk) {
  const { house, cast } = walk
  const nameOf = (person: string) => house.identity.demonstration!.nameOf(person)!
  const [owner, helper] = [await walk.resident(cast.impatient), await walk.resident(cast.applicant)]
  await walk.see('mandates, none yet', owner, '/my/mandates')
  await walk.see('let somebody act', owner, '/my/mandates/new')
  await walk.send('let somebody act: nothing said', owner, '/my/mandates/new', {})
  await walk.send('let somebody act: beyond the kind', owner, '/my/mandates/new', { name: 'N', kind: 'errand', acts: ['data'], until: '2026-11-24' })
  await walk.send('let somebody act: the code', owner, '/my/mandates/new', { name: nameOf(cast.applicant), kind: 'errand', acts: ['apply', 'applications'], until: '2026-12-20' }, 200)
  const granted = await owner.submit(await owner.get('/my/mandates/new'), '/my/mandates/new', { name: nameOf(cast.applicant), kind: 'errand', acts: ['apply', 'applications'], until: '2026-12-20' })
  const code = /<code>([^<]+)<\/code>/.exec(granted.html)?.[1] ?? assert.fail(granted.text)
  await walk.see('a code from somebody', helper, '/my/mandates/accept')
  await walk.send('a code from somebody: none', helper, '/my/mandates/accept', { code: '' })
  await walk.send('a code from somebody: unknown', helper, '/my/mandates/accept', { code: '0000-0000-0000' })
  await walk.send('what is offered', helper, '/my/mandates/accept', { code }, 200)
  const offer = await helper.submit(await helper.get('/my/mandates/accept'), '/my/mandates/accept', { code })
  const { path } = await helper.submit(offer, '/my/mandates/accept/answer', { answer: 'yes' })
  await walk.see('a mandate, unused', helper, path)

  await act(helper, path)
  for (const [state, address, status] of [['to do', '/my'], ['applications', '/my/applications'], ['services', '/services'], ['home', '/'], ['settings', '/settings'], ['not for another', '/my/passkeys', 403], ['beyond the mandate', '/my/inbox', 403]] as const) {
    await walk.see(`for another: ${state}`, helper, address, status)
  }
  await walk.see('a mandate, used, by the represented', owner, path)
  await walk.see('mandates, of both sides', owner, '/my/mandates')
  const counter = await carryAndShow(walk, path.split('/').at(-1)!)
  await owner.submit(await owner.get(path), `${path}/end`)
  await walk.see('a mandate shown to a counter, ended since', counter.visitor, counter.path)
  await walk.see('for another: it has ended', helper, '/my', 403)
  await helper.submit(await helper.get('/services'), '/my/mandates/leave')
  await walk.see('a mandate, ended', helper, path)
  await house.rooms.ask(`update identity.session set proven_at = now() - interval '1 hour' where subject = $1`, [cast.impatient])
  await walk.see('let somebody act: signed in long ago', owner, '/my/mandates/new')
  await walkRegister(walk)
  await walkPaper(walk, nameOf)
}

/** Into the wallet, and shown to a counter. @returns where the counter reads it */
async function carryAndShow({ house, cast, ...walk }: Walk, mandate: string) {
  const [holder, visitor] = [await walk.resident(cast.applicant), new TextBrowser(house.origin)]
  await walk.send('a mandate, into a wallet', holder, '/my/wallet/mandates', { mandate }, 200)
  const { link, transactionCode } = await house.credentials.issuer!.offerMandate(house.origin, cast.applicant, mandate)
  const [issuing, key] = [await TestWallet.open(house.origin), await newKeyPair()]
  await issuing.redeem(readOffer(link).code, transactionCode)
  const { body, text } = await issuing.ask('mandate', [key])
  const [{ credential } = assert.fail(text)] = body['credentials'] as { credential: string }[]
  await walk.see('does somebody act for another', visitor, '/verify/mandate')
  const waiting = await visitor.submit(await visitor.get('/verify/mandate'), '/verify/mandate')
  const request = await openRequest(/href="(openid4vp:[^"]+)"/.exec(waiting.html)![1]!.replaceAll('&amp;', '&'))
  const wallet = { holder: createPrivateKey({ key: await exportJWK(key.privateKey) as never, format: 'jwk' }), sdJwts: { mandate: credential } }
  const { redirect_uri: back } = await (await sendAnswer(request, await makeAnswer(request, wallet))).json() as { redirect_uri: string }
  const { path } = await visitor.get(back.slice(house.origin.length))
  await walk.see('a mandate shown to a counter', visitor, path)
  await walk.see('a mandate shown, in another browser', new TextBrowser(house.origin), path, 404)
  return { visitor, path }
}

async function walkRegister(walk: Walk) {
  const { house, cast } = walk
  const { register } = house.pack.mandates.find(({ from }) => from)!.from!
  const parent = await walk.resident(cast.applicant)
  await walk.silence(register, true)
  await walk.send('mandates: the register is silent', parent, '/my/mandates/register', {}, 503)
  await walk.silence(register, false)
  const children = await parent.submit(await parent.get('/my/mandates'), '/my/mandates/register')
  await walk.see('mandates, children', parent, '/my/mandates')
  const path = /\/my\/mandates\/[0-9a-f-]{36}/.exec(children.html)?.[0] ?? assert.fail(children.text)
  await walk.see('a child', parent, path)
  await act(parent, path)
  await walk.send('for a child: what is held', parent, '/my/data/held', {}, 200)
  await walk.see('for a child: who looked', parent, '/my/data')
  const [look] = await house.rooms.ask<{ id: string }>(`select id from exchange.access_log where recipient_role = 'representative' order by id desc limit 1`)
  await walk.see('for a child: one look', parent, `/my/data/looks/${look!.id}`)
}

async function walkPaper(walk: Walk, nameOf: (person: string) => string) {
  const { house, cast } = walk
  const kind = house.pack.mandates.find(({ id }) => id === 'guardian')!
  const agency = kind.recordedAt![0]!
  const [one, colleague] = [await walk.official(`demo-${agency}-caseworker`), await walk.official(`demo-${agency}-lead`)]
  await walk.see('console: no mandate', one, '/console/mandates')
  await walk.send('console: a mandate without anything', one, '/console/mandates', { until: 'tomorrow' })
  for (const paper of ['A 1', 'A 2', 'A 3']) {
    await one.submit(await one.get('/console/mandates'), '/console/mandates', { kind: kind.id, actor: cast.helped, 'actor-name': nameOf(cast.helped), subject: cast.impatient, 'subject-name': nameOf(cast.impatient), paper, until: '2027-12-31' })
  }
  await walk.see('console: mandates that wait for a colleague', one, '/console/mandates')
  const ids = (await house.rooms.ask<{ id: string }>(`select id from identity.mandate where source ->> 'by' = 'paper' order by id`)).map(({ id }) => `/console/mandates/${id}`)
  for (const confirmed of ids.slice(0, 2)) await colleague.submit(await colleague.get('/console/mandates'), `${confirmed}/confirm`)
  await colleague.submit(await colleague.get('/console/mandates'), `${ids[0]!}/end`, { because: 'court' })
  await walk.see('console: mandates', colleague, '/console/mandates')
  const guardian = await walk.resident(cast.helped)
  await walk.see('mandates, as a guardian', guardian, '/my/mandates')
}

const act = async (browser: TextBrowser, path: string) => browser.submit(await browser.get(path), `${path}/act`)
