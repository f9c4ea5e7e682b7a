/** A company's address is away for two days: it is not besieged, holds up nobody, and afterwards has missed nothing. */
import assert from 'node:assert/strict'
import { randomBytes, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import pino from 'pino'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { roomDatabase, type RoomDatabase } from '../../../../tests/support/room-database.ts'
import { systemClock } from '../../../kernel/clock/clock.ts'
import { createTransparency, type Transparency } from '../../../kernel/transparency/transparency.ts'
import { SendNotice } from '../contract.ts'
import { createExchange, type Exchange } from '../index.ts'

const pack = loadPack('packs/kr')
let room: RoomDatabase
let transparency: Transparency
let exchange: Exchange
let now = Temporal.Instant.from('2026-11-24T01:00:00Z')
let send: (told: { notice: string }) => Promise<void>
/** By company: whether it hears. */
const hears = new Map<string, boolean>()
const pushed: { company: string; claims: string }[] = []

before(async () => {
  room = await roomDatabase()
  transparency = createTransparency({ database: room.database, clock: systemClock('UTC'), logger: pino({ level: 'silent' }), host: 'told.example', secret: randomBytes(32) })
  exchange = createExchange({
    database: room.database, pack, clock: { now: () => now, today: () => now.toZonedDateTimeISO(pack.timeZone).toPlainDate() }, log: pino({ level: 'silent' }), accessLog: transparency.log('access', 'exchange'), addressOf: () => undefined,
    jobs: { define(job, work) { if (job.name === SendNotice.name) send = work as typeof send } },
  })
  exchange.companies.keptBy({
    find: (company) => Promise.resolve(!hears.has(company) ? undefined : {
      claimsOf: ({ id, fields }) => JSON.stringify({ jti: id, fields, drawn: randomUUID() }),
      push(claims) {
        pushed.push({ company, claims })
        return hears.get(company) === true ? Promise.resolve() : Promise.reject(new Error('answered 503, not 202'))
      },
    }),
  })
})
after(async () => {
  await exchange.close()
  await transparency.stop()
  await room.close()
})

/** Somebody lets a company have something, which it receives, and takes it back. */
async function takenBack(company: string, person: string) {
  const purpose = pack.purposes.find(({ companies }) => companies)!
  const given = await exchange.authorise({ person, company: { id: company, name: company }, language: 'en', decisions: [{ purpose: purpose.id, fields: purpose.fields, agreed: true }] })
  const consent = given.get(purpose.id)!
  await room.ask(`insert into exchange.access_log (id, key, person, recipient, recipient_role, purpose, register, fields, case_id, consent_id) values (gen_random_uuid(), gen_random_uuid()::text, $1, $2, 'company', $3, 'resident', '{name}', null, $4)`, [person, company, purpose.id, consent])
  await exchange.withdrawConsent(person, consent)
  return consent
}

const open = (company: string) => room.ask<{ id: string }>('select id from exchange.consent_notice where recipient = $1 and brought_at is null', [company])
const sendAll = async (company: string) => { for (const { id } of await open(company)) await send({ notice: id }) }
const triesAt = (company: string) => pushed.filter((one) => one.company === company).length

test('away for two days: tried about a dozen times whatever waits, each with a job of its own; back again, all are told the very words of the first try', async () => {
  hears.set('company-away', false)
  hears.set('company-there', true)
  for (let person = 1; person <= 5; person += 1) await takenBack('company-away', `P-${person}`)
  const early = triesAt('company-away')
  for (let minutes = 0; minutes < 48 * 60; minutes += 30) {
    await sendAll('company-away')
    now = now.add({ minutes: 30 })
  }
  const tries = triesAt('company-away') - early
  assert.ok(tries > 5 && tries < 20, `${tries} tries`)
  const [{ jobs } = { jobs: 0 }] = await room.ask<{ jobs: number }>(`select count(*)::int as jobs from graphile_worker.jobs where task_identifier = 'exchange.send-notice'`)
  assert.equal(jobs, 5)
  const [standing] = await exchange.companies.standings('company-away')
  assert.deepEqual([standing!.waiting, standing!.unanswered, standing!.silentSince === null], [5, 0, false])

  const meanwhile = await takenBack('company-there', 'P-1')
  await sendAll('company-there')
  assert.deepEqual((await exchange.notices(meanwhile)).map(({ brought_at: at }) => at === null), [false])

  hears.set('company-away', true)
  now = now.add({ hours: 6 })
  await sendAll('company-away')
  assert.deepEqual(await open('company-away'), [])
  const claimsOf = Map.groupBy(pushed.filter(({ company }) => company === 'company-away'), ({ claims }) => (JSON.parse(claims) as { jti: string }).jti)
  assert.equal(claimsOf.size, 5)
  for (const [id, tried] of claimsOf) assert.equal(new Set(tried.map(({ claims }) => claims)).size, 1, id)
  assert.equal((await exchange.companies.standings('company-away'))[0]!.silentSince, null)
})

test('it is overdue on the day after the law’s last, brought or not, until it is answered; another company answers nothing of it', async () => {
  hears.set('company-late', true)
  const consent = await takenBack('company-late', 'P-1')
  await sendAll('company-late')
  const overdue = async () => (await exchange.companies.standings('company-late'))[0]?.overdue
  assert.equal(await overdue(), 0)
  now = now.add({ hours: 24 * (pack.dataRights!.deletion.days + 2) })
  assert.equal(await overdue(), 1)
  const [{ id } = assert.fail('no notice')] = await exchange.companies.list('company-late')
  const answer = { outcome: 'erased' as const, token: 't', key: {} }
  assert.equal(await exchange.companies.sent('company-there', id), undefined)
  assert.equal(await exchange.companies.keepAnswer('company-there', id, answer), false)
  assert.deepEqual(await Promise.all(Array.from({ length: 5 }, () => exchange.companies.keepAnswer('company-late', id, answer))).then((kept) => kept.filter(Boolean).length), 1)
  assert.equal(await overdue(), undefined)
  assert.deepEqual((await exchange.notices(consent)).map(({ outcome }) => outcome), ['erased'])
})
