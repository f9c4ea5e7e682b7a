/** A resident's own things, empty and full; certificates, good and not. */
import assert from 'node:assert/strict'
import { until } from '../../support/birth-journey.ts'
import { TextBrowser } from '../../support/browser-of-text.ts'
import { fillIn } from './fill-in.ts'
import type { Walk } from '../walk.ts'
import { walkCalendar } from './walk-calendar.ts'

const places = { 'to do': '/my', applications: '/my/applications', documents: '/my/documents', inbox: '/my/inbox', 'my data': '/my/data', passkeys: '/my/passkeys' }

export async function walkMine(walk: Walk) {
  const { house, cast, left: { receipt } } = walk
  const newcomer = await walk.resident(cast.newcomer)
  for (const [state, path] of Object.entries(places)) await walk.see(`${state}, nothing yet`, newcomer, path)
  await walk.see('home, signed in, nothing yet', newcomer, '/')

  const resident = await walk.resident(cast.family)
  await fillIn(resident, cast, cast.sibling)
  await house.rooms.ask(`insert into identity.passkey (id, kind, subject, subject_name, name, public_key, counter, transports)
    values ('dGVzdA', 'resident', $1, 'n', '', '\\x00', 0, '{internal}'), ('b3RoZXI', 'resident', $1, 'n', 'Phone', '\\x00', 0, '{internal}')`, [cast.family])
  const documents = await until(() => resident.get('/my/documents'), ({ html }) => html.includes('.pdf'))
  const inbox = await until(() => resident.get('/my/inbox'), ({ html }) => (html.match(/\/my\/inbox\/[0-9a-f-]{36}/g)?.length ?? 0) >= 3)
  for (const [state, path] of Object.entries(places)) await walk.see(state, resident, path)
  await walk.see('home, signed in', resident, '/')
  await walk.see('settings, signed in', resident, '/settings')
  const notices = [...new Set(inbox.html.match(/\/my\/inbox\/[0-9a-f-]{36}/g))]
  for (const [at, path] of notices.entries()) await walk.see(`notice ${at + 1}`, resident, path)

  const application = `/my/applications/${receipt}`
  await walk.see('application', resident, application)
  const answer = /action="([^"]+\/answers\/[^"]+)"/.exec((await resident.get(application)).html)?.[1] ?? assert.fail('no question')
  await walk.send('application: empty answer', resident, answer, { answer: ' ' })
  await resident.submit(await resident.get(application), answer, { answer: cast.words.answer })
  await walk.see('application, answered', resident, application)
  const letters = [...new Set((await resident.get(application)).html.match(/\/my\/applications\/[^/"]+\/letters\/[0-9a-f-]{36}/g))]
  for (const [at, path] of letters.entries()) await walk.see(`letter ${at + 1}`, resident, path)
  await walk.see('letter as a file', resident, `${letters[0] ?? assert.fail('no letter')}.pdf`)
  const posted = await until(() => resident.get('/demonstration/messages'), ({ html }) => /\/demonstration\/messages\/[0-9a-f-]{36}\/0/.test(html))
  await walk.see('messages: sent, one with a printed letter', resident, posted.path)
  await walk.see('printed letter as a file', resident, /\/demonstration\/messages\/[0-9a-f-]{36}\/0/.exec(posted.html)![0])
  await walk.see('decision record as a file', resident, `${application}/record`)
  await walk.see('certificate as a file', resident, /\/my\/documents\/[0-9a-f-]{36}\.pdf/.exec(documents.html)![0])
  await walkVerification(walk, resident)
  await resident.submit(await resident.get(application), `${application}/withdraw`)
  await walk.see('application, withdrawn', resident, application)
  await walk.see('documents, one revoked', resident, '/my/documents')
  await walkCalendar(walk)
}

async function walkVerification(walk: Walk, resident: TextBrowser) {
  const anyone = new TextBrowser(walk.house.origin)
  const { documents } = JSON.parse((await resident.get('/api/documents')).html) as { documents: { id: string; token: string }[] }
  const { id, token } = documents[0] ?? assert.fail('no certificate')
  const [head, body, signature] = token.split('.') as [string, string, string]
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as { facts: [string, string][] }
  claims.facts[0]![1] = 'somebody else'
  const altered = Buffer.from(JSON.stringify(claims)).toString('base64url')
  const forged = Buffer.alloc(64, 7).toString('base64url')
  await walk.see('verify: good', anyone, `/verify/${token}`)
  await walk.see('verify: altered', anyone, `/verify/${head}.${altered}.${signature}`)
  await walk.see('verify: forged', anyone, `/verify/${head}.${body}.${forged}`)
  await walk.see('verify: not readable', anyone, '/verify/what-is-this')
  await walk.house.credentials.revoke({ id, because: 'Issued by mistake.', by: 'operator' })
  await walk.see('verify: revoked', anyone, `/verify/${token}`)
}
