/** A small country for tests of passes: real PostgreSQL, real registers over HTTP whose answers a test can change, a day that moves. */
import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PeopleFile } from '../../../../demo/population/people-file.ts'
import { startRegisters } from '../../../../demo/registers/start-registers.ts'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { type Answers, changeRegister } from '../../../../tests/support/change-register.ts'
import { roomDatabase } from '../../../../tests/support/room-database.ts'
import { openPasses } from './open-test-passes.ts'

export type TestPasses = Awaited<ReturnType<typeof openTestPasses>>

/** @param people at least so many live there, beside those of the stories */
export async function openTestPasses(people = 60) {
  const folder = mkdtempSync(join(tmpdir(), 'maru-pass-'))
  const packFolder = join(folder, 'pack')
  cpSync('packs/kr', packFolder, { recursive: true })
  const file = join(packFolder, 'demo/people.json')
  const country = JSON.parse(readFileSync(file, 'utf8')) as PeopleFile
  // Of what tests look at nobody has anything yet.
  writeFileSync(file, JSON.stringify({ ...country, size: people, receives: country.receives!.filter(({ service }) => service !== 'child-allowance') }))
  const pack = loadPack(packFolder)
  const room = await roomDatabase()
  const registers = await startRegisters(join(folder, 'registers'), packFolder)
  const secret = randomBytes(32)
  let day = '2026-11-26'
  const open = (onDay: string) => openPasses({ pack, database: room.database, addresses: registers.addresses, secret, day: onDay })
  let house = open(day)
  const change = (register: string, person: string, by: (answers: Answers) => Answers) => changeRegister(join(folder, 'registers'), register, person, by)
  return {
    pack, packFolder, room, registers, secret, change,
    get exchange() { return house.exchange },
    get passes() { return house.passes },
    get accessLog() { return house.accessLog },
    get day() { return day },
    async moveTo(next: string) {
      await house.close()
      day = next
      house = open(day)
    },
    events: () => room.ask<{ id: string; payload: { person: string; pass: string; changes: { change: string; service: string; of: string | null; on: string; amounts: Record<string, number>; reasons: Record<string, string>[] }[] } }>(
      `select id, payload from kernel.event where name = 'notices.entitlements-changed' order by happened_at, id`),
    stands: () => room.ask<{ person: string; service: string; of_person: string; held: boolean; receiving: boolean; begins_on: string | null; ends_on: string | null }>(
      'select person, service, of_person, held, receiving, begins_on::text, ends_on::text, amounts, area, age_band from notices.entitlement order by person, service, of_person'),
    async close() {
      await house.close()
      await registers.close()
      await room.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
