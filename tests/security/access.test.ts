/** Every route × every kind of principal: who may not enter is refused, and nobody reads or changes what is another's. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import webPush from 'web-push'
import { fixedClock } from '../../src/kernel/clock/clock.ts'
import type { RouteEntry } from '../../src/kernel/http/http.ts'
import { mayEnter, type Mandate, type OfficialRole, type Principal, type Who } from '../../src/kernel/http/principal.ts'
import { TextBrowser } from '../support/browser-of-text.ts'
import { csrfOf, signIn, signInOfficial } from '../support/birth-journey.ts'
import { settings } from '../assistant/speakers.ts'
import { openHouse, type TestHouse } from '../support/house.ts'
import { type Belongings, makeBelongings, mandateBetween } from './belongings.ts'
import { enterAsClerk, leave } from './colleagues.ts'

const access = { redirects: 'https://not-mine.example/callback', keysAddress: 'https://not-mine.example/keys.json', keys: '', notices: '' }
/** A valid body for each form and API that takes one: a new route without a line here fails. */
const bodies: Record<string, Record<string, unknown>> = {
  'POST /settings': { language: 'en' }, 'POST /sign-in/wallet': {}, 'POST /console/sign-in/wallet': {}, 'POST /console/official-id/offers': {}, 'POST /console/official-id/:issuance/revoke': {}, 'POST /present/:id': {}, 'POST /present/:id/code': { code: '000000' },
  'POST /console/requests': {}, 'POST /console/requests/:template/keys': { returnTo: 'https://shop.example/' }, 'POST /console/requests/:template/withdraw': {},
  'POST /api/presentations': {}, 'POST /api/presentations/:id/collect': { code: 'A'.repeat(43) },
  'POST /sign-in': { other: 'KR-DEMO-999999' }, 'POST /sign-in/passkey': { response: '{}' }, 'POST /present/:id/digital': { response: '{}' }, 'POST /sign-out': {}, 'POST /console/sign-in': { official: 'nobody' },
  'POST /console/parts/:part/facts': {}, 'POST /api/parts/:part/facts': {}, 'POST /my/calendar/address': {}, 'POST /my/calendar/address/end': {},
  'POST /my/passkeys': { response: '{}' }, 'POST /my/passkeys/name': { passkey: 'none', name: 'Mine' }, 'POST /my/passkeys/remove': { passkey: 'none' },
  'POST /console/passkeys': { response: '{}' }, 'POST /console/passkeys/name': { passkey: 'none', name: 'Mine' }, 'POST /console/passkeys/remove': { passkey: 'none' },
  'POST /invitation/:token': { response: '{}' }, 'POST /invitation/:token/demonstration': {},
  'POST /authorize/:uid/allow': {}, 'POST /authorize/:uid/refuse': {}, 'POST /my/agents/end': { client: 'nobody' }, 'POST /my/agents/confirm/:confirmation': { answer: 'confirm' },
  'POST /my/wallet/offers': { type: 'mobile-id' }, 'POST /my/wallet/:issuance/revoke': {}, 'POST /my/wallet/revoke': {}, 'POST /my/wallet/revoke/all': {}, 'POST /my/wallet/sheet': {}, 'POST /my/wallet/restore': {}, 'POST /lost/:code': {},
  'POST /my/mandates/register': {}, 'POST /my/mandates/new': {}, 'POST /my/mandates/accept': { code: '0000-0000-0000' }, 'POST /my/mandates/accept/answer': { code: '0000-0000-0000', answer: 'yes' }, 'POST /my/mandates/:id/act': {}, 'POST /my/mandates/:id/end': {},
  'POST /my/wallet/mandates': { mandate: '019a0000-0000-7000-8000-000000000000' }, 'POST /verify/mandate': {}, 'POST /console/mandates': {}, 'POST /console/mandates/:id/confirm': {}, 'POST /console/mandates/:id/end': { because: 'court' },
  'POST /register': { code: '0000-0000-0000', name: 'Nobody' }, 'POST /register/passkey': { code: '0000-0000-0000', name: 'Nobody', response: '{}' }, 'POST /register/demonstration': { code: '0000-0000-0000', name: 'Nobody' },
  'POST /console/trust': { address: 'https://nobody.example/trust/list' }, 'POST /console/trust/lists': { list: 'https://nobody.example', act: 'end' }, 'POST /console/trust/changes/:change': { act: 'drop' },
  'POST /console/cards': {}, 'POST /console/cards/orders': {}, 'POST /console/cards/everybody': { type: 'no-such' }, 'POST /console/cards/rounds/:round': { act: 'drop' }, 'POST /console/cards/:hold/let-go': {},
  'POST /console/devices': {}, 'POST /console/devices/:id/code': {}, 'POST /console/devices/:id/hold': {}, 'POST /console/devices/:id/release': {}, 'POST /console/devices/:id/end': {},
  'POST /sign-in/letter': {}, 'POST /register/letter': {}, 'POST /register/letter/passkey': { code: '0000-0000-0000', person: 'KR-DEMO-999999', birthDate: '1990-01-01', response: '{}' }, 'POST /my/letters/:id/stop': {},
  'POST /console/letters': {}, 'POST /console/letters/cohort': {}, 'POST /console/letters/stop-one': {}, 'POST /console/letters/:id/send': {}, 'POST /console/letters/:id/stop': {},
  'POST /console/registrations': {}, 'POST /console/registrations/:id/sheet': {}, 'POST /console/registrations/:id/stop': {},
  'POST /my/trusted': {}, 'POST /my/trusted/accept': { code: '0000-0000-0000' }, 'POST /my/trusted/accept/answer': { code: '0000-0000-0000', answer: 'yes' }, 'POST /my/trusted/people/:trust/end': {}, 'POST /my/trusted/:id/word': { said: 'yes' }, 'POST /my/registrations/:id/stop': {},
  'POST /console/team': { name: '', roles: 'caseworker' }, 'POST /console/team/:official/roles': { 'roles-:official': 'administrator' }, 'POST /console/team/:official/id-lost': {}, 'POST /console/team/:official/passkeys/remove': { passkey: 'none' }, 'POST /console/team/:official/end': {},
  'POST /my/due/:duty/stop': {}, 'POST /my/due/:duty/again': {}, 'POST /my/inbox/settings': { language: 'en', frequency: 'daily', quietFrom: '', quietUntil: '' }, 'POST /my/inbox/settings/contacts': { channel: 'email', address: 'stranger@people.example' },
  'POST /my/inbox/settings/contacts/:id/confirm': { code: '000000' }, 'POST /my/inbox/settings/contacts/:id/first': {}, 'POST /my/inbox/settings/contacts/:id/remove': {},
  'POST /apply/:id/agree-to-all': {},
  'POST /my/data/consents/:id/withdraw': {}, 'POST /my/data/consents/:id/renew': {}, 'POST /my/data/consents/:id/narrow': { until: 'today', field: 'resident.name' }, 'POST /my/data/looks/:id/questions': { words: 'Not mine.' }, 'POST /my/data/held': {}, 'POST /my/data/held/file': { as: 'json' },
  'POST /my/data/requests': { register: 'none', field: 'none', kind: 'correction', words: 'Not there.' }, 'POST /console/data-requests/:id': {}, 'POST /console/data-requests/:id/noted': {},
  'POST /console/sealed': { person: 'x', warrant: '' }, 'POST /console/sealed/:inquiry/order': { order: 'x' },
  'POST /verify': { code: 'x' }, 'POST /api/verify': { code: 'x' }, 'POST /api/rules/v1/evaluate': {}, 'POST /owed': {}, 'POST /console/pass': {}, 'POST /console/rules/:page': { text: 'x', on: '', facts: '' },
  'POST /console/policy-lab': { figure: '', value: '', reform: 'x', people: '1000', on: '' }, 'POST /api/rules/v1/simulate': {},
  'POST /apply/:id/newer-form': {}, 'POST /console/services/new': {}, 'POST /console/services/versions': { service: 'none', event: 'none' }, 'POST /console/services/versions/:version/details': {}, 'POST /console/services/versions/:version/letters': {}, 'POST /console/services/versions/:version/pages/:step': {}, 'POST /console/services/bpmn': {}, 'POST /console/services/versions/:version/questions/:fact': {},
  'POST /console/services/versions/:version/questions/:fact/place': { revision: '1', by: 'later' }, 'POST /console/services/versions/:version/acts': { act: 'publish' }, 'POST /console/services/versions/:version/try': {}, 'POST /console/services/versions/:version/drafts': {},
  'POST /apply/:id/contributions': { part: 'account', label: 'Mine' }, 'POST /apply/:id/contributions/:contribution/end': {}, 'POST /my/contributions': { code: '0000-0000-0000' }, 'POST /my/contributions/:id': { 'household.account': 'Mine 123-456-7890' }, 'POST /my/contributions/:id/decline': { sentence: 'Not mine.' },
  'POST /api/drafts/:draft/contributions': { part: 'account', label: 'Mine' }, 'POST /api/drafts/:draft/contributions/:contribution/end': {}, 'POST /api/contributions': { code: '0000-0000-0000' }, 'POST /api/contributions/:contribution/answers': { answers: { 'household.account': 'Mine 123-456-7890' } }, 'POST /api/contributions/:contribution/refusal': {},
  'POST /console/counter/code': { code: '0000-0000' }, 'POST /console/counter/people': {}, 'POST /console/counter/:visit/begin': { whom: 'self', event: 'birth', language: 'ko' }, 'POST /console/counter/:visit/language': { language: 'en', step: 'known' }, 'POST /console/counter/:visit/finish': {}, 'POST /console/counter/:visit/hand-over': {}, 'POST /console/counter/:visit/newer-form': {}, 'POST /console/counter/:visit/summary': {}, 'POST /console/counter/:visit/:step': {},
  'POST /apply/:id/counter': {}, 'POST /my/counter/:visit/stop': {},
  'POST /apply/:id/delete': {}, 'POST /apply': { event: 'no-such-event' }, 'POST /apply/:id/:step': {},
  'POST /my/applications/:receipt/withdraw': {}, 'POST /my/applications/:receipt/answers/:question': { answer: 'Not mine.' },
  'POST /my/applications/:receipt/objections/:line': { plea: 'Not mine.' }, 'POST /my/applications/:receipt/reclaims/:reclaim/objection': { plea: 'Not mine.' }, 'POST /api/applications/:receipt/reclaims/:reclaim/objection': { plea: 'Not mine.' }, 'POST /console/clear': { part: '019a0000-0000-7000-8000-000000000000' },
  'POST /console/parts/:part/holder': { to: '' }, 'POST /console/load/hand-over': { from: 'nobody', to: '' },
  'POST /console/deputies': { official: 'nobody', deputy: 'nobody', from: '2026-11-24', until: '2026-11-24' }, 'POST /console/deputies/:deputy/end': {}, 'POST /console/deputies/:deputy/read': {},
  'POST /my/payments/:payment': {}, 'POST /console/payments/reconciliation': {}, 'POST /console/payments/reconciliation/:line': { payment: 'not-ours', reason: 'Mine.' }, 'POST /console/payments/reconciliation/:line/reopen': { reason: 'Mine.' }, 'POST /console/payments/:payment/retry': {}, 'POST /console/payments/:payment/reverse': { reason: 'Mine.' }, 'POST /console/payments/:payment/never-left': { reason: 'Mine.' }, 'POST /console/payments/:payment/never-came': { reason: 'Mine.' }, 'POST /console/payments/:payment/stop': { from: 'next', reason: 'Mine.' }, 'POST /my/payments/monthly/:line/stop': {},
  'POST /partners/:partner/access': access, 'POST /console/partners/:partner/access': access,
  'POST /partners/new': { name: '', number: '', contact: '', redirects: '', keysAddress: '', keys: '', notices: '', grounds: '' }, 'POST /partners/:partner/trial-notice': {}, 'POST /partners/:partner/send-again': {}, 'POST /api/partners/acknowledgements': {}, 'POST /authorize/:uid/company': {}, 'POST /console/partners/:partner/approve': {}, 'POST /console/partners/:partner/cut-off': {}, 'POST /console/partners/:partner/limit': { limit: '5' },
  'POST /console/programs': { name: '' }, 'POST /console/programs/:program/address': { address: '' }, 'POST /console/programs/:program/trial': {}, 'POST /console/programs/:program/again': { which: 'lost' }, 'POST /console/programs/:program/end': {},
  'POST /ask': { message: 'How much is the child allowance?' }, 'POST /ask/human': {}, 'POST /ask/human/take-back': {}, 'POST /ask/forget': {}, 'POST /ask/start/:answer': {}, 'POST /ask/setting/:answer': { version: 'mine' }, 'POST /ask/start/:answer/talk': {}, 'POST /ask/fill/:application': { message: 'Mine.' }, 'POST /ask/fill': { event: 'birth' },
  'POST /ask/channels': { code: '22222222' }, 'POST /ask/channels/:link/end': {}, 'POST /ask/channels/speaker/:channel/pin': { pin: '2468' }, 'POST /ask/channels/speaker/:channel/end': {}, 'POST /channels/telegram': {},
  'POST /console/conversations/skills': {}, 'POST /console/conversations/:conversation/claim': {}, 'POST /console/conversations/:conversation/answers': { answer: 'Mine.' },
  'POST /ask/answers/:answer/rating': { helped: 'no' }, 'POST /console/conversations/:conversation/ratings': { turn: '019a0000-0000-7000-8000-000000000000', helped: 'no' },
  'POST /console/lessons': { service: 'none', language: 'en', words: 'Mine?', answer: '' }, 'POST /console/lessons/:lesson/measure': {}, 'POST /console/lessons/:lesson/decision': { outcome: 'published' }, 'POST /console/lessons/:lesson/withdrawal': {},
  'POST /console/model': { off: 'yes' }, 'POST /console/assistant': { off: 'yes', reason: ' ' },
  'POST /console/conversations/:conversation/return': {}, 'POST /console/conversations/:conversation/forward': { agency: 'kdhc' },
  'POST /console/parts/:part/decisions': { 'outcome-019a0000-0000-7000-8000-000000000000': 'approve' }, 'POST /console/parts/:part/questions': { question: 'Mine?' }, 'POST /console/parts/:part/referral': { agency: 'nts', why: 'Mine?' }, 'POST /console/parts/:part/signatures': { 'act-019a0000-0000-7000-8000-000000000000': 'sign' },
  'POST /api/govstack/registration/applicant/services/:serviceId/applications': { applicantId: 'somebody' }, 'POST /api/govstack/registration/applicant/tasks/:taskId/complete': { data: { answer: { value: 'Mine.' } } },
  'POST /api/govstack/registration/operator/tasks/:taskId/complete': { data: { '019a0000-0000-7000-8000-000000000000': { outcome: 'approved' } } }, 'POST /api/govstack/workflow/processes/:processId/start': { processStartedBy: 'somebody' }, 'POST /api/govstack/workflow/instances/:instanceId/stop': {},
  'POST /api/parts/:part/decisions': { decisions: [{ line: '019a0000-0000-7000-8000-000000000000', outcome: 'approved' }] }, 'POST /api/parts/:part/questions': { question: 'Mine?' },
}
/** Parameters that belong to nobody. */
const shared: Record<string, string> = {
  '/ask/channels/speaker channel': 'nugu',
  '/register code': '0000-0000-0000', '/contributions code': '0000-0000-0000', '/lost code': 'no-such-sheet-00000000000000000000000000000', '/authorize uid': 'no-such-request-000000000000000000000000000', '/present id': '019a0000-0000-7000-8000-000000000000', '/api/presentations id': '019a0000-0000-7000-8000-000000000000', '/requests template': 'age-19', '/console/requests template': 'age-19', '/my/due duty': 'vehicle-tax',
  '/console/trust change': '019a0000-0000-7000-8000-000000000000', '/console/cards hold': '019a0000-0000-7000-8000-000000000000', '/console/cards round': '019a0000-0000-7000-8000-000000000000',
  '/console/official-id issuance': '019a0000-0000-7000-8000-000000000000',
  '/console/sealed inquiry': '019a0000-0000-7000-8000-000000000000', '/console/sealed look': '019a0000-0000-7000-8000-000000000000', '/console/parts bundle': '019a0000-0000-7000-8000-000000000000', '/api/parts bundle': '019a0000-0000-7000-8000-000000000000', '/console/services fact': 'new', '/console/services step': 'home', '/console/counter step': 'known', '/demonstration/messages paper': '0', '/console/deputies deputy': '019a0000-0000-7000-8000-000000000000', '/services id': 'child-allowance', '/life-events id': 'birth', '/agencies id': 'municipality', '/api/services id': 'child-allowance', '/api/requirements requirement': 'own-data', '/invitation token': 'no-such-invitation-000000000000', '/verify code': 'x', '/verify/mandate id': '019a0000-0000-7000-8000-000000000000', '/calendar file': `${'x'.repeat(43)}.ics`, '/console/rules page': 'child-allowance', '/rules service': 'child-allowance',
  '/api/govstack serviceId': 'birth', '/api/govstack eFormId': 'birth', '/api/govstack processId': 'birth',
  '/ask/lessons lesson': '019a0000-0000-7000-8000-000000000000', '/console/lessons lesson': '019a0000-0000-7000-8000-000000000000',
}

interface Visitor { name: string; browser: TextBrowser; csrf: string; principal: Principal }

let house: TestHouse
let owned: Belongings
let visitors: Visitor[]

before(async () => {
  // Everybody tries everything from one address: that is no flood here.
  house = await openHouse({ limits: { anyone: 100_000, signedIn: 100_000 }, clock: fixedClock('2026-11-24T01:00:00Z', 'Asia/Seoul'), channels: { conversations: { telegram: settings.telegram! }, push: { subject: 'mailto:x@maru.example', ...webPush.generateVAPIDKeys(), services: [] } } })
  owned = await makeBelongings(house, 'KR-DEMO-000003')
  const official = (agency: string, roles: OfficialRole[]): Principal => ({ kind: 'official', official: 'o', name: 'n', agency, roles, session: 's' })
  const enter = async (name: string, principal: Principal, signed: (browser: TextBrowser) => Promise<void>): Promise<Visitor> => {
    const browser = new TextBrowser(house.origin)
    await signed(browser)
    return { name, browser, principal, csrf: csrfOf(await browser.get('/')) }
  }
  visitors = [
    await enter('anyone', { kind: 'anyone' }, async () => undefined),
    await enter('another resident', { kind: 'resident', person: 'x', name: 'x', session: 's' }, (browser) => signIn(browser, 'KR-DEMO-000020')),
    await enter('who acts for yet another', { kind: 'representative', name: 'x', session: 's', under: {} as Mandate }, async (browser) => actFor(browser, 'KR-DEMO-000021', 'KR-DEMO-000022')),
    await enter('caseworker of another agency', official('kdhc', ['caseworker']), (browser) => signInOfficial(browser, 'demo-kdhc-caseworker')),
    await enter('administrator of another agency', official('kdhc', ['caseworker', 'administrator', 'service-owner']), (browser) => signInOfficial(browser, 'demo-kdhc-lead')),
    await enter('payment clerk of another agency', official('kdhc', ['payment-clerk']), (browser) => enterAsClerk(house, browser, 'kdhc')),
    await enter('counter clerk of another agency', official('nps', ['counter-clerk']), (browser) => signInOfficial(browser, 'demo-nps-counter')),
    await enter('trust officer of another agency', official('mois', ['trust-officer']), (browser) => signInOfficial(browser, 'demo-mois-trust')),
    await enter('card officer of another agency', official('mohw', ['card-officer']), (browser) => signInOfficial(browser, 'demo-mohw-cards')),
    await enter('investigator of another agency', official('police', ['investigator']), (browser) => signInOfficial(browser, 'demo-police-investigator')),
    await enter('a leaver of the agency', { kind: 'anyone' }, (browser) => leave(house, browser)),
    await enter('caseworker of the agency', official('municipality', ['caseworker']), (browser) => signInOfficial(browser, 'demo-municipality-caseworker')),
    await enter('payment clerk of the agency', official('municipality', ['payment-clerk']), (browser) => signInOfficial(browser, 'demo-municipality-payments')),
    // The last: what an administrator may do to a colleague is done.
    await enter('administrator of the agency', official('municipality', ['caseworker', 'administrator', 'service-owner']), (browser) => signInOfficial(browser, 'demo-municipality-lead')),
  ]
})
after(() => house.close())

/** Under a mandate that covers whatever one may cover. */
async function actFor(browser: TextBrowser, actor: string, subject: string) {
  const id = await mandateBetween(house, subject, actor)
  await signIn(browser, actor)
  await browser.submit(await browser.get(`/my/mandates/${id}`), `/my/mandates/${id}/act`)
}

/** The path with real ids, and whether one of them is the family's. */
function addressOf(route: RouteEntry): { path: string; belongs: boolean } {
  let belongs = false
  const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const find = (table: Record<string, string>) => Object.entries(table).find(([key]) => key.endsWith(` ${name}`) && route.path.startsWith(`${key.split(' ')[0]!}/`))?.[1]
    const own = find(owned.params)
    if (own !== undefined) belongs = true
    return encodeURIComponent(own ?? find(shared) ?? assert.fail(`${route.path}: say which ${name} to try, in belongings.ts or here`))
  })
  return { path, belongs }
}

async function call(route: RouteEntry, path: string, { browser, csrf }: Visitor) {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers: Record<string, string> = { accept: 'application/json', origin: house.origin, cookie }
  if (route.method === 'GET') return fetch(house.origin + path, { headers, redirect: 'manual' })
  const fields = bodies[`${route.method} ${route.path}`] ?? assert.fail(`${route.method} ${route.path}: give a valid body in this test`)
  const body = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.replace(':official', owned.params['/console/team official']!), value]))
  if (route.kind === 'api') return fetch(house.origin + path, { method: route.method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body), redirect: 'manual' })
  return fetch(house.origin + path, { method: 'POST', headers, body: new URLSearchParams({ ...body as Record<string, string>, _csrf: csrf }), redirect: 'manual' })
}

const asOwner = async () => {
  const owner = new TextBrowser(house.origin)
  await signIn(owner, owned.owner)
  const look = async (path: string) => (await owner.get(path)).html.replaceAll(/name="_csrf" value="[^"]*"|\(\d+\)/g, '')
  return { owner, state: await Promise.all(['/api/applications', `/api/applications/${owned.params['/my/applications receipt']}`, '/api/documents', '/my/applications', '/my/inbox/settings'].map(look)), looks: await readLooks(owner) }
}

/** What the deciding office looks at is logged, as it should be; nobody else may appear. */
async function readLooks(owner: TextBrowser) {
  const { entries } = JSON.parse((await owner.get('/api/access-log')).html) as { entries: { id: string; recipient: string }[] }
  return entries.filter(({ recipient }) => recipient !== 'municipality').map(({ id }) => id)
}

test('no route lets in whom it does not name, and none shows or changes what is another’s', async () => {
  const before = await asOwner()
  const wrong: string[] = []
  let tried = 0
  // Whoever revokes everything is out of every browser: that comes last.
  const last = '/my/wallet/revoke/all'
  for (const route of house.http.routes.toSorted((one, other) => Number(one.path === last) - Number(other.path === last))) {
    // Leaving is the visitors' own business; it would end the trial.
    if (['/sign-out', '/my/mandates/leave'].includes(route.path)) continue
    const { path, belongs } = addressOf(route)
    for (const visitor of visitors) {
      const response = await call(route, path, visitor)
      const text = await response.text()
      tried += 1
      const said = `${route.method} ${route.path} as ${visitor.name}: ${response.status}`
      const inOffice = visitor.principal.kind === 'official' && visitor.principal.agency === 'municipality'
      if (response.status >= 500) wrong.push(`${said}, a failure`)
      const enters = mayEnter(route.who, visitor.principal) || (visitor.principal.kind === 'representative' && route.onBehalf !== undefined)
      if (!enters) {
        const expected = visitor.principal.kind === 'anyone' ? 401 : 403
        if (response.status !== expected) wrong.push(`${said}, expected ${expected}`)
      } else if (belongs && !inOffice && response.status !== 404) wrong.push(`${said}, expected 404`)
      if (!inOffice) for (const secret of owned.secrets.filter((word) => !path.includes(word))) if (text.includes(secret)) wrong.push(`${said} tells ${secret}`)
    }
  }
  assert.deepEqual(wrong, [])
  assert.ok(tried > 250, `${tried} tries`)
  const after = await asOwner()
  assert.deepEqual(after.state, before.state)
  assert.deepEqual(after.looks.filter((id) => !before.looks.includes(id)), [])
})

test('the family itself, and its office, do get in with the same addresses', async () => {
  const { owner } = await asOwner()
  for (const route of house.http.routes.filter(({ method, path }) => method === 'GET' && /^\/(my|apply|api\/applications)\/.*:/.test(path))) {
    const { status } = await fetch(house.origin + addressOf(route).path, { headers: { accept: 'application/json', cookie: [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }, redirect: 'manual' })
    assert.ok(status === 200 || status === 303, `${route.path}: ${status}`)
  }
  const office = visitors.find(({ name }) => name === 'caseworker of the agency')!
  assert.equal((await office.browser.get(`/console/parts/${owned.params['/console/parts part']}`)).status, 200)
})

test('a form without its token, with another’s token, or from another site is refused', async () => {
  const [, stranger] = visitors
  const { owner } = await asOwner()
  const cookie = [...owner.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const send = (fields: Record<string, string>, headers: Record<string, string>) =>
    fetch(`${house.origin}/my/applications/${owned.params['/my/applications receipt']}/withdraw`, { method: 'POST', headers: { accept: 'application/json', cookie, ...headers }, body: new URLSearchParams(fields), redirect: 'manual' })
  const own = csrfOf(await owner.get('/'))
  const answers = [
    await send({}, { origin: house.origin }),
    await send({ _csrf: stranger!.csrf }, { origin: house.origin }),
    await send({ _csrf: own }, { origin: 'https://evil.example' }),
    await send({ _csrf: own }, {}),
  ]
  assert.deepEqual(answers.map(({ status }) => status), [403, 403, 403, 403])
})

test('a guard that let everybody in would be seen', () => {
  const open = (_who: Who, _principal: Principal) => true
  const differing = house.http.routes.filter(({ who }) => visitors.some(({ principal }) => open(who, principal) !== mayEnter(who, principal)))
  assert.ok(differing.length > 25, `${differing.length} routes are guarded`)
})
