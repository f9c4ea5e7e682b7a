/** A bank registers, is looked at by its overseer, and asks a resident; in a country that lets companies in. */
import { exportJWK, generateKeyPair } from 'jose'
import type { Walk } from '../walk.ts'
import { Company, detail, oversee } from '../../support/company.ts'

export async function walkCompanies(walk: Walk) {
  const { house, cast } = walk
  if (!house.pack.companies) return
  const owner = await walk.resident(cast.helped)
  await walk.see('companies: what they may ask', owner, '/partners')
  await walk.see('company: to register', owner, '/partners/new')
  await walk.send('company: nothing filled in', owner, '/partners/new', { name: '', number: '', contact: '', redirects: '', keysAddress: '', keys: '', grounds: '' })
  const overseer = await walk.official(`demo-${house.pack.companies.overseer}-lead`)
  await walk.see('overseer: no company yet', overseer, '/console/partners')
  const bank = await Company.register(owner)
  await walk.see('companies: one’s own', owner, '/partners')
  await walk.see('company: in the sandbox', owner, `/partners/${bank.id}`)
  await walk.see('company: keys and addresses', owner, `/partners/${bank.id}/access`)
  await walk.send('company: keys that are none', owner, `/partners/${bank.id}/access`, { redirects: 'https://elsewhere.example/', keysAddress: '', keys: '{}' })
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
  await oversee(overseer, bank.id, 'cut-off')
  await walk.see('company: cut off', owner, `/partners/${bank.id}`)
  await walk.see('overseer: has cut it off', overseer, desk)
}
