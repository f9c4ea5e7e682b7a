/** A bank registers, is looked at by its overseer, and asks a resident; in a country that lets companies in. */
import { exportJWK, generateKeyPair } from 'jose'
import type { Walk } from '../walk.ts'
import { until } from '../../support/birth-journey.ts'
import type { TextBrowser } from '../../support/browser-of-text.ts'
import { Company, detail, oversee } from '../../support/company.ts'

export async function walkCompanies(walk: Walk) {
  const { house, cast } = walk
  if (!house.pack.companies) return
  const owner = await walk.resident(cast.helped)
  await walk.see('companies: what they may ask', owner, '/partners')
  await walk.see('company: to register', owner, '/partners/new')
  await walk.send('company: nothing filled in', owner, '/partners/new', { name: '', number: '', contact: '', redirects: '', keysAddress: '', keys: '', notices: 'http://x', grounds: '' })
  const overseer = await walk.official(`demo-${house.pack.companies.overseer}-lead`)
  await walk.see('overseer: no company yet', overseer, '/console/partners')
  const bank = await Company.register(owner)
  await walk.see('companies: one’s own', owner, '/partners')
  await walk.see('company: in the sandbox', owner, `/partners/${bank.id}`)
  await walk.see('company: keys and addresses', owner, `/partners/${bank.id}/access`)
  await walk.send('company: keys that are none', owner, `/partners/${bank.id}/access`, { redirects: 'https://elsewhere.example/', keysAddress: '', keys: '{}', notices: 'http://x' })
  await walk.see('overseer: one waits', overseer, '/console/partners')
  const desk = `/console/partners/${bank.id}`
  await walk.see('overseer: looks at it', overseer, desk)
  await walk.send('overseer: no number', overseer, `${desk}/limit`, { limit: 'many' })

  const resident = await walk.resident(cast.helped)
  const { page: { path } } = await bank.ask(resident, (await bank.begin([detail('loan-check'), detail('customer-check')])).url)
  await walk.see('company: asks', resident, path)
  await walk.send('company: no answer', resident, path, {})
  await walk.silence('tax', true)
  await walk.see('company: asks while a register is silent', resident, path)
  await walk.silence('tax', false)
  await oversee(overseer, bank.id, 'approve')
  await walk.see('company: asks, approved', resident, path)
  const { publicKey } = await generateKeyPair('ES256')
  await owner.submit(await owner.get(`/partners/${bank.id}/access`), `/partners/${bank.id}/access`, { keys: JSON.stringify({ keys: [...(bank.jwks as { keys: object[] }).keys.slice(1), { ...await exportJWK(publicKey), kid: 'second' }] }) })
  await walk.see('company: approved, a key replaced', owner, `/partners/${bank.id}`)
  await walk.see('overseer: keys and addresses', overseer, `${desk}/access`)
  await walk.send('overseer: keys that are none', overseer, `${desk}/access`, { redirects: bank.redirect, keysAddress: '', keys: '{}' })
  const { tokens, begun } = await bank.letIn(resident, [detail('loan-check')])
  await bank.bundle(tokens.access_token, begun.dpop, { purpose: 'loan-check' })
  await walk.see('my data: a company looked', resident, '/my/data')
  await walkTold(walk, { owner, overseer, resident, company: bank.id })
  await oversee(overseer, bank.id, 'cut-off')
  await walk.see('company: cut off', owner, `/partners/${bank.id}`)
  await walk.see('overseer: has cut it off', overseer, desk)
}

/** Its address for notices answers nothing: a try, a withdrawal that it cannot be told of, and the day on which it should have answered. */
async function walkTold(walk: Walk, { owner, overseer, resident, company }: { owner: TextBrowser; overseer: TextBrowser; resident: TextBrowser; company: string }) {
  const path = `/partners/${company}`
  await owner.submit(await owner.get(`${path}/access`), `${path}/access`, { notices: 'http://localhost:9/' })
  await owner.submit(await owner.get(path), `${path}/trial-notice`)
  const [given] = await walk.house.rooms.ask<{ id: string }>('select id from exchange.consent where company = $1 and agreed order by given_at desc limit 1', [company])
  const consent = `/my/data/consents/${given!.id}`
  await resident.submit(await resident.get(consent), `${consent}/withdraw`)
  const failed = () => walk.house.rooms.ask('select 1 from exchange.consent_notice where recipient = $1 and failed_because is not null', [company])
  await until(failed, (rows) => rows.length > 0)
  await walk.house.rooms.ask(`update exchange.consent_notice set due_on = '2000-01-01' where recipient = $1`, [company])
  await walk.see('consent: withdrawn, the company not told yet', resident, consent)
  await walk.see('company: its address for notices does not answer', owner, path)
  await walk.see('overseer: a company has not answered in time', overseer, '/console/partners')
  await walk.see('log: a receiver has not answered in time', overseer, '/console/log')
  await walk.see('overseer: what it was told', overseer, `/console/partners/${company}`)
  await walk.house.rooms.ask(`update exchange.consent_notice set outcome = 'kept', because = 'Banking Act §12', acknowledgement = '{}', acknowledged_at = now(), brought_at = now() where recipient = $1`, [company])
  await walk.see('consent: withdrawn, kept by the company because of a law', resident, consent)
  await walk.see('company: has answered', owner, path)
}
