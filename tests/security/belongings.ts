/** One family's matters in every state, so that every address which names something of theirs can be tried by others. */
import assert from 'node:assert/strict'
import { Company } from '../support/company.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { consentAll, fillBirth, signIn, signInOfficial, until } from '../support/birth-journey.ts'
import { letterTo } from '../support/by-letter.ts'
import type { Official } from '../../src/kernel/http/principal.ts'
import type { TestHouse } from '../support/house.ts'
import { send, telegram } from '../assistant/speakers.ts'
import { newKeyPair, readOffer, TestWallet } from '../support/test-wallet.ts'
import { askByProgram } from './ask-by-program.ts'
import { appoint } from './colleagues.ts'

export interface Belongings {
  owner: string
  /** Value of each path parameter, by `<start of the path> <parameter>`. */
  params: Record<string, string>
  /** Words that nobody but the family and the deciding agencies may read. */
  secrets: string[]
}

const account = '마루은행 987-654-321012'
const email = 'onsae.family@people.example'
const phone = '+82 10-0000-4321'
const plea = 'Why did you look at me on that day?'
const child = { name: '달온새', birthDate: '2026-11-20', sex: 'F' as const }

export async function makeBelongings(house: TestHouse, owner: string): Promise<Belongings> {
  const resident = new TextBrowser(house.origin)
  await signIn(resident, owner)
  const confirmation = await askByProgram(house, resident)
  const consent = await fillBirth(resident, child, { 'household.account': account })
  const owed = await consentAll(resident, consent)
  const check = await resident.submit(owed, owed.path)
  const sent = await resident.submit(check, check.path)
  const receipt = sent.path.split('/')[3]!.split('?')[0]!

  const payment = await grantMoney(house, receipt)
  const asked = await openPart(house, 'demo-municipality-caseworker', receipt)
  await asked.official.submit(asked.visit, `${asked.path}/questions`, { question: 'Which hospital?' })
  const granted = await openPart(house, 'demo-ssis-caseworker', receipt)
  const outcomeOf = ({ visit }: { visit: { html: string } }) => /name="outcome-([^"]+)"/.exec(visit.html)![1]!
  await granted.official.submit(granted.visit, `${granted.path}/decisions`, { [`outcome-${outcomeOf(granted)}`]: 'approve' })
  const refused = await openPart(house, 'demo-kepco-caseworker', receipt)
  const refusedLine = outcomeOf(refused)
  await refused.official.submit(refused.visit, `${refused.path}/decisions`, { [`outcome-${refusedLine}`]: 'refuse', [`reason-${refusedLine}`]: 'Not at this meter.' })

  const application = await resident.get(`/my/applications/${receipt}`)
  const documents = await until(() => resident.get('/my/documents'), ({ html }) => html.includes('.pdf'))
  const inbox = await until(() => resident.get('/my/inbox'), ({ html }) => /\/my\/inbox\/[0-9a-f-]{36}/.test(html))
  const data = await resident.get('/my/data')
  const settings = await resident.submit(await resident.get('/my/inbox/settings'), '/my/inbox/settings/contacts', { channel: 'email', address: email })
  await resident.submit(await resident.get('/my/inbox/settings'), '/my/inbox/settings/contacts', { channel: 'sms', address: phone })
  const message = house.outbox.list().find(({ to }) => to === phone)?.identity ?? assert.fail('no code by SMS')
  const looks = JSON.parse((await resident.get('/api/access-log')).html) as { entries: { id: string; recipient: string }[] }
  const request = await questionLook(house, resident, owner, looks.entries)
  const draft = await fillBirth(resident, { ...child, name: '달샛별' })
  const visit = await standAtCounter(house, owner, draft.path.split('/')[2]!)
  const asking = await askOther(house, owner, draft.path.split('/')[2]!)
  const talk = await talkWithAssistant(house, resident)
  const found = (html: string, pattern: RegExp) => pattern.exec(html)?.[1] ?? assert.fail(`no ${pattern}`)
  const wallet = await TestWallet.open(house.origin)
  const { link, transactionCode } = await house.credentials.issuer!.offer(house.origin, owner, ['mobile-id'])
  await wallet.redeem(readOffer(link).code, transactionCode)
  const company = (await Company.register(resident)).id
  const issued = await wallet.ask('mobile-id', [await newKeyPair()])
  const [{ id: filed } = assert.fail('no application')] = await house.rooms.ask<{ id: string }>('select id from cases.application where receipt = $1', [receipt])
  const { id: registration } = await house.identity.registrations.office.open(atOffice, { person: nameOf(house, owner), document: 'passport', lost: false })
  return {
    owner,
    params: {
      '/my/mandates id': await mandateBetween(house, owner, 'KR-DEMO-000023'), '/console/mandates id': await recordPaper(house, owner),
      '/my/trusted id': await askFamily(house, owner), '/my/trusted/people trust': await trust(house, owner, 'KR-DEMO-000024'),
      '/my/letters id': await letterTo(house, owner, 'used'), '/console/letters id': await batchOf(house), '/my/registrations id': registration, '/console/registrations id': registration, '/console/devices id': await house.identity.devices.register(atOffice, { kind: 'kiosk', name: 'Kiosk', place: 'Hall', scopes: [] }),
      '/my/wallet issuance': issued.body['notification_id'] as string,
      '/apply contribution': asking.own, '/api/drafts draft': draft.path.split('/')[2]!, '/api/drafts contribution': asking.own, '/api/contributions contribution': asking.ofAnother, '/my/contributions id': asking.ofAnother,
      '/console/counter visit': visit, '/my/counter visit': visit,
      '/apply id': draft.path.split('/')[2]!, '/apply step': 'consent', '/ask/fill application': draft.path.split('/')[2]!,
      '/my/applications receipt': receipt, '/my/applications line': refusedLine, '/my/applications letter': refusedLine, '/console/parts line': outcomeOf(asked),
      '/my/applications reclaim': await askBack(house, filed), '/api/applications reclaim': await askBack(house, filed),
      '/my/applications question': found(application.html, /answers\/([0-9a-f-]{36})/),
      '/my/documents file': found(documents.html, /documents\/([0-9a-f-]{36}\.pdf)/),
      '/my/inbox/settings/contacts id': found(settings.html, /contacts\/([0-9a-f-]{36})/),
      '/demonstration/messages message': message,
      '/my/agents confirmation': confirmation,
      '/my/inbox id': found(inbox.html, /inbox\/([0-9a-f-]{36})/),
      '/my/data/consents id': found(data.html, /consents\/([0-9a-f-]{36})/), '/api/consents id': found(data.html, /consents\/([0-9a-f-]{36})/), '/my/data/looks id': looks.entries[0]!.id, '/console/data-requests id': request,
      '/api/applications receipt': receipt, '/api/access-log id': looks.entries[0]!.id,
      '/ask/answers answer': talk.own, '/ask/start answer': talk.start, '/ask/setting answer': talk.setting, '/ask/certificate answer': talk.certificate, '/ask/channels link': await connectMessenger(house, resident), '/console/conversations conversation': talk.conversation,
      '/console/payments/reconciliation line': await payUnnamed(house), '/console/payments payment': payment, '/my/payments payment': payment, '/my/payments line': refusedLine,
      '/console/parts part': asked.path.split('/')[3]!, '/api/parts part': asked.path.split('/')[3]!, '/console/programs program': await letProgramIn(house),
      '/partners partner': company, '/console/partners partner': company,
      '/api/govstack/registration/applicant fileId': filed, '/api/govstack/workflow instanceId': filed, '/api/govstack/registration/applicant taskId': found(application.html, /answers\/([0-9a-f-]{36})/),
      '/api/govstack/registration/operator fileId': asked.path.split('/')[3]!, '/api/govstack/registration/operator taskId': asked.path.split('/')[3]!,
      '/console/services version': await beginVersion(house),
      '/console/team official': (await appoint(house, '새보람누리')).id,
    },
    secrets: [receipt, account, email, plea, child.name, '달샛별'],
  }
}

/** Letters that wait for a second official. */
async function batchOf(house: TestHouse): Promise<string> {
  const [row] = await house.rooms.ask<{ id: string }>(`insert into identity.letter_batch (id, agency, official, born_from, born_until, prepared_at, status, people) values (gen_random_uuid(), 'municipality', 'demo-municipality-lead', '2012-11-01', '2012-11-02', now(), 'waiting', 1) returning id`)
  return row!.id
}

const nameOf = (house: TestHouse, id: string) => ({ id, name: house.identity.demonstration!.nameOf(id)! })

/** Somebody is asked to fill in a part of the family's draft, and the family a part of another's, which it has opened. */
async function askOther(house: TestHouse, owner: string, draft: string) {
  const [family, other] = [owner, 'KR-DEMO-000027'].map((id) => ({ person: id, name: nameOf(house, id).name }))
  const { contributions } = house.cases
  const { contribution: own } = await contributions.ask(family!, draft, 'account', '달샛별')
  const { id } = await house.cases.start(other!.person, 'birth', 'ko')
  return { own, ofAnother: await contributions.asked.open(family!, (await contributions.ask(other!, id, 'account', '달샛별')).code) }
}

/** The family's draft is open at a counter. */
async function standAtCounter(house: TestHouse, owner: string, draft: string): Promise<string> {
  const { code } = await house.cases.counter.code({ person: owner, name: nameOf(house, owner).name }, draft)
  return house.cases.counter.openByCode({ ...atOffice, roles: ['counter-clerk'] }, code)
}

/** Whatever one may do for another, taken. @returns its id */
export async function mandateBetween(house: TestHouse, subject: string, actor: string): Promise<string> {
  const { acts } = house.pack.mandates.find(({ id }) => id === 'proxy')!
  const { code } = await house.identity.mandates.grant(nameOf(house, subject), { kind: 'proxy', name: nameOf(house, actor).name, acts, until: '2026-12-24' })
  return (await house.identity.mandates.answer(nameOf(house, actor), code, true)).id
}

const atOffice: Official = { kind: 'official', official: 'first', name: 'first', agency: 'municipality', roles: ['caseworker'], session: 's' }

/** @returns the id of what `trusted` has taken */
async function trust(house: TestHouse, owner: string, trusted: string): Promise<string> {
  const { code } = await house.identity.trusted.name(nameOf(house, owner), nameOf(house, trusted).name)
  await house.identity.trusted.answer(nameOf(house, trusted), code, true)
  const [row] = await house.rooms.ask<{ id: string }>('select id from identity.trusted_person where owner = $1 and trusted = $2', [owner, trusted])
  return row!.id
}

/** Somebody else says to be somebody without a document, and the family is asked whether it is them. */
async function askFamily(house: TestHouse, family: string): Promise<string> {
  const other = 'KR-DEMO-000025'
  for (const trusted of [family, 'KR-DEMO-000026']) await trust(house, other, trusted)
  await house.rooms.ask(`update identity.trusted_person set accepted_at = accepted_at - interval '3 days' where owner = $1`, [other])
  await house.identity.trusted.office.ask(atOffice, nameOf(house, other))
  const [row] = await house.rooms.ask<{ id: string }>('select id from identity.registration where person = $1', [other])
  return row!.id
}

/** A court's paper that the municipality has seen once. */
function recordPaper(house: TestHouse, subject: string): Promise<string> {
  return house.identity.mandates.office.record(atOffice,
    { kind: 'guardian', actor: nameOf(house, 'KR-DEMO-000023'), subject: nameOf(house, subject), paper: '2026느단9', until: null })
}

/** One line of the municipality's part is approved, and the rest waits; what it owes stands in its ledger. */
async function grantMoney(house: TestHouse, receipt: string): Promise<string> {
  const { official, path, visit } = await openPart(house, 'demo-municipality-caseworker', receipt)
  const [line] = await house.rooms.ask<{ id: string }>(`select line.id from cases.line join cases.application on application.id = application_id where receipt = $1 and service = 'parental-benefit'`, [receipt])
  await official.submit(visit, `${path}/decisions`, { [`outcome-${line!.id}`]: 'approve' })
  const found = await until(() => house.rooms.ask<{ id: string }>('select id from payments.obligation where receipt = $1', [receipt]), (rows) => rows.length === 1)
  return found[0]!.id
}

/** Money comes into the municipality's account, and nobody knows what for. @returns the line of its statement */
async function payUnnamed(house: TestHouse): Promise<string> {
  const { url, token, accounts } = house.registers.bank
  const { status } = await fetch(`${url}/accounts/${accounts['municipality']}/credits`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify({ amount: 5, text: 'from grandmother' }) })
  assert.equal(status, 204)
  const clerk = new TextBrowser(house.origin)
  await signInOfficial(clerk, 'demo-municipality-payments')
  const desk = '/console/payments/reconciliation'
  const read = await until(async () => clerk.submit(await clerk.get(desk), desk), ({ html }) => html.includes(`${desk}/`))
  return new RegExp(`${desk}/([0-9a-f-]{36})`).exec(read.html)![1]!
}

/** Somebody of the municipality is changing one of its services. */
async function beginVersion(house: TestHouse): Promise<string> {
  const owner = new TextBrowser(house.origin)
  await signInOfficial(owner, 'demo-municipality-services')
  return (await owner.submit(await owner.get('/console/services'), '/console/services/versions', { service: 'child-allowance', event: 'birth' })).path.split('/').at(-1)!
}

/** The municipality's own system. */
async function letProgramIn(house: TestHouse): Promise<string> {
  const lead = new TextBrowser(house.origin)
  await signInOfficial(lead, 'demo-municipality-lead')
  const made = await lead.submit(await lead.get('/console/programs'), '/console/programs', { name: 'Case system' })
  return /\/console\/programs\/([0-9a-f-]{36})/.exec(made.html)?.[1] ?? assert.fail(made.text)
}

/** The municipality is asked why it looked. */
async function questionLook(house: TestHouse, resident: TextBrowser, owner: string, entries: { id: string; recipient: string }[]): Promise<string> {
  const look = entries.find(({ recipient }) => recipient === 'municipality')!
  const path = `/my/data/looks/${look.id}`
  await resident.submit(await resident.get(path), `${path}/questions`, { words: plea })
  const [row] = await house.rooms.ask<{ id: string }>('select id from exchange.data_request where person = $1', [owner])
  return row!.id
}

async function openPart(house: TestHouse, id: string, receipt: string) {
  const official = new TextBrowser(house.origin)
  await signInOfficial(official, id)
  const inbox = await until(() => official.get('/console'), ({ html }) => html.includes(receipt))
  const row = inbox.html.split('<tr>').find((candidate) => candidate.includes(receipt))!
  const path = /href="(\/console\/parts\/[^"]+)"/.exec(row)![1]!
  return { official, path, visit: await official.get(path) }
}

/** An answer about the person's own matters, one that starts something, and the conversation as its office has it. */
async function talkWithAssistant(house: TestHouse, resident: TextBrowser) {
  const say = async (message: string) => resident.submit(await resident.get('/ask'), '/ask', { message })
  const started = await say('I want to report a birth')
  const setting = await say('Send my notices once a day')
  const certificate = await say('Put my resident abstract into my wallet')
  const own = await say('What happened to my application?')
  await resident.submit(own, '/ask/human')
  const official = new TextBrowser(house.origin)
  await signInOfficial(official, 'demo-municipality-caseworker')
  const queue = await official.get('/console/conversations')
  const found = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].at(-1)?.[1] ?? assert.fail(`no ${pattern}`)
  return {
    certificate: found(certificate.html, /ask\/certificate\/([0-9a-f-]{36})/g), setting: found(setting.html, /ask\/setting\/([0-9a-f-]{36})/g), start: found(started.html, /ask\/start\/([0-9a-f-]{36})/g), own: found(own.html, /<div id="([0-9a-f-]{36})"/g),
    conversation: found(queue.html, /conversations\/([0-9a-f-]{36})/g),
  }
}

/** A conversation on another channel that is the family's. */
async function connectMessenger(house: TestHouse, resident: TextBrowser) {
  const { text } = await send(house, telegram, { sender: 'family', text: 'Do I have new messages?' })
  const connected = await resident.submit(await resident.get('/ask/channels'), '/ask/channels', { code: /\d{8}/.exec(text)?.[0] ?? assert.fail(text) })
  return /\/ask\/channels\/([0-9a-f-]{36})\/end/.exec(connected.html)?.[1] ?? assert.fail('not connected')
}

/** Something that was paid for the application is asked back. */
async function askBack(house: TestHouse, application: string): Promise<string> {
  const [happening] = await house.rooms.ask<{ id: string }>(`insert into cases.happening (id, application_id, kind, agency, detail)
    values (gen_random_uuid(), $1, 'payment-reclaimed', 'municipality', '{"service": "parental-benefit", "amount": 1000, "reference": "r", "month": "2026-11-01", "reason": "w"}') returning id`, [application])
  return happening!.id
}
