/** The demonstration registers: each a service of its own with its own database, in one process to be small. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadPack } from '../../packages/pack-kit/load-pack.ts'
import type { Pack } from '../../packages/pack-kit/schema/pack.ts'
import { type RunningBank, startBank } from '../bank/start-bank.ts'
import { makePopulation } from '../population/make-population.ts'
import { readPeopleFile, type PeopleFile } from '../population/people-file.ts'
import { answersOf, heldOf } from './answers.ts'
import { serveRegister } from './serve-register.ts'
import { openStore, type Store } from './store.ts'
import { tellRegisters } from './tell-registers.ts'

export interface RunningRegisters {
  addresses: Record<string, { url: string; token: string }>
  /** The agencies' bank, beside them in the same process. */
  bank: RunningBank['settings']
  close(): Promise<void>
}

/** @param data folder of the registers' own databases and tokens */
export async function startRegisters(data: string, packFolder: string): Promise<RunningRegisters> {
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const pack = loadPack(packFolder)
  const people = readPeopleFile(packFolder)
  const stores = new Map<string, Store>(pack.registers.map(({ id }) => [id, openStore(join(data, `${id}.sqlite`))]))
  fillEmpty(pack, people, stores)

  const births = pack.registers.find((register) => register.births)
  const residents = pack.registers.find((register) => register.residents)
  const addresses: RunningRegisters['addresses'] = {}
  const telling = births && residents && tellRegisters(stores.get(births.id)!, { residents: () => addresses[residents.id], all: () => Object.values(addresses) })
  const services = await Promise.all(pack.registers.map(async (register) => {
    const token = tokenOf(data, register.id)
    const service = await serveRegister({
      register, purposes: pack.purposes, store: stores.get(register.id)!, token, port: 0,
      // Children born here follow after everybody who was there before.
      idOf: (order) => `${people.idPrefix}${String(900_000 + order)}`,
      onBirth: () => telling?.soon(),
    })
    addresses[register.id] = { url: service.url, token }
    return service
  }))
  const bank = await startBank(data, pack, tokenOf(data, 'bank'))
  telling?.soon()
  return {
    addresses, bank: bank.settings,
    async close() {
      telling?.stop()
      await Promise.all([bank, ...services].map((service) => service.close()))
      for (const store of stores.values()) store.close()
    },
  }
}

/** The population is made only for a register that has nobody yet. */
function fillEmpty(pack: Pack, people: PeopleFile, stores: Map<string, Store>) {
  const empty = pack.registers.filter(({ id }) => stores.get(id)!.isEmpty())
  if (empty.length === 0) return
  const population = makePopulation(people)
  for (const { id, fields } of empty) {
    const names = heldOf(fields)
    // One after the other: what two thousand people answer at once is more than the registers need ever after.
    stores.get(id)!.fill(population.people.values().map((person) => [person.id, answersOf(person, names)]))
  }
}

function tokenOf(data: string, register: string): string {
  const file = join(data, `${register}.token`)
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}
