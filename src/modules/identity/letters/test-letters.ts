/** Letters over a real database, with a register and a printer that do what a test says. */
import assert from 'node:assert/strict'
import { after, before, beforeEach } from 'node:test'
import { roomDatabase, type RoomDatabase } from '../../../../tests/support/room-database.ts'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { createWordings } from '../../../web/wordings.ts'
import { createRegistrations, type Registrations } from '../registration/registration.ts'
import type { IdentityTables } from '../tables.ts'
import { createLetters, type LetterDeps, type Letters, type Posted } from './letters.ts'
import { claimOf, codeOf } from './marks.ts'
import { type Order, type Outcome, writeLetter, writeOrdered } from './write-letter.ts'

const pack = loadPack('packs/kr')
export const key = Buffer.alloc(32, 7)
const start = '2026-11-24T03:00:00Z'
export const days = pack.registration!.letter!.days
export let now = start
const clock = { now: () => Temporal.Instant.from(now), today: () => Temporal.Instant.from(now).toZonedDateTimeISO('Asia/Seoul').toPlainDate() }
export const later = (hours: number) => { now = Temporal.Instant.from(now).add({ hours }).toString() }

export interface Held { name: string; birthDate: string; address: string | null; deathDate: string | null }
export let people = 0
export let person: string
export let swept: (readonly string[])[]
export let looks: { key: string; subject: string }[]
export let posted: (Posted & { code: string })[]
/** What a test may change: whom the register knows, and how it and the printer behave. */
export const world = { held: new Map<string, Held>(), silent: false, printer: 'works' as 'works' | 'silent' | 'refuses' }
export let address: string
export let rooms: RoomDatabase
export let deps: LetterDeps
export let letters: Letters
export let registrations: Registrations
export const born = '1990-05-06'
export const room = () => rooms.database.room<IdentityTables>('identity')

/** For all tests of a file: a database of their own, and for each test somebody new. */
export function openLetters() {
  before(async () => {
    rooms = await roomDatabase()
    const registering = { db: room(), pack, clock, key, forgetSessions: () => undefined }
    registrations = createRegistrations(registering)
    deps = {
      ...registering, rule: pack.registration!.letter!, wordingIn: createWordings(pack, () => undefined), origin: 'https://maru.example', demonstration: false, log: { warn: () => undefined },
      residents: (_purpose, after, limit) => Promise.resolve([...world.held.keys()].sort().filter((id) => id > after).slice(0, limit)),
      askPeople: ({ people: asked, fields }) => { swept.push(fields); return Promise.resolve(asked.map((id) => ({ person: id, known: [{ register: 'resident', field: 'birthDate', value: world.held.get(id)!.birthDate }] }))) },
      languageOf: (_, fallback) => Promise.resolve(fallback),
      askAbout: ({ key: look, subject }) => {
        if (world.silent) return Promise.resolve({ known: [], silent: [{ reason: 'unreachable' }] })
        const one = world.held.get(subject)
        if (!one) return Promise.resolve({ known: [], silent: [{ reason: 'unknown-person' }] })
        looks.push({ key: look, subject })
        const { deathDate, ...resident } = one
        return Promise.resolve({ known: [...Object.entries(resident).map(([field, value]) => ({ register: 'resident', field, value })), { register: 'family-relations', field: 'deathDate', value: deathDate }], silent: [] })
      },
      post: (letter) => {
        if (world.printer === 'silent') return Promise.reject(new Error('the print service is silent'))
        if (world.printer === 'works') posted.push({ ...letter, code: codeOf(key, letter.identity) })
        return Promise.resolve(world.printer === 'works')
      },
    }
    letters = createLetters(deps, { define: () => undefined })
  })
  after(() => rooms.close())
  beforeEach(() => {
    now = start
    people += 1
    person = `KR-DEMO-9${String(people).padStart(5, '0')}`
    address = `192.0.2.${people}`
    world.held = new Map([[person, { name: '놀나래', birthDate: born, address: '서울특별시 마루구 가람로 7', deathDate: null }]])
    Object.assign(world, { silent: false, printer: 'works' })
    ;[looks, posted, swept] = [[], [], []]
  })
}

/** As the job does for what somebody has asked. */
export const write = (of: Partial<{ name: string; birthDate: string; official: string; person: string; letter: string }> = {}): Promise<Outcome> => {
  const letter = of.letter ?? newId()
  const { name = '놀나래', birthDate = born, official = null } = of
  const order: Order = { letter, person: of.person ?? person, claim: official === null ? claimOf(key, letter, { name, birthDate }) : null, official, language: 'en' }
  return writeLetter(deps, order)
}
export const codeOfFault = async (work: Promise<unknown>) => work.then(() => 'allowed', (cause: unknown) => (cause instanceof Fault ? cause.code : String(cause)))
export const find = (code: string, of: Partial<{ person: string; birthDate: string; address: string }> = {}) => letters.find({ code, person: of.person ?? person, birthDate: of.birthDate ?? born, address: of.address ?? address })
export const take = async (code: string) => {
  const row = await find(code)
  await room().transaction((tx) => letters.take(tx, row))
}
export const sentCode = async () => {
  assert.equal(await write(), 'sent')
  return posted.at(-1)!.code
}
export const official = (id: string, agency = 'municipality'): Official => ({ kind: 'official', official: id, name: '담당', agency, roles: ['caseworker'], session: 's' })
export const office = official('first')
/** What the jobs of this test's people would do. */
export const runOrders = async (numbers: readonly string[]) => {
  const orders = await rooms.ask<{ id: string; payload: Order }>(`delete from graphile_worker._private_jobs where payload ->> 'person' = any($1) returning id, payload`, [numbers])
  for (const { payload } of orders) await writeOrdered(deps, payload)
  return orders.length
}
export const events = async () => (await rooms.ask<{ name: string }>(`select name from kernel.event where payload ->> 'person' = $1 order by id`, [person])).map(({ name }) => name)
