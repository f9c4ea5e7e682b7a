/** The demonstration registers: each a service of its own with its own database, in one process to be small. */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { loadPack } from '../../packages/pack-kit/load-pack.ts'
import { makePopulation } from '../population/make-population.ts'
import { readPeopleFile } from '../population/people-file.ts'
import { answersOf } from './answers.ts'
import { serveRegister } from './serve-register.ts'
import { openStore, type Store } from './store.ts'
import { tellResidents } from './tell-residents.ts'

const { values } = parseArgs({ options: { data: { type: 'string' }, pack: { type: 'string' } } })
if (!values.data || !values.pack) throw new Error('usage: main.ts --data <folder> --pack <folder>')
const data = resolve(values.data)
mkdirSync(data, { recursive: true, mode: 0o700 })
const pack = loadPack(resolve(values.pack))
const people = readPeopleFile(pack.folder)

const stores = new Map<string, Store>(pack.registers.map(({ id }) => [id, openStore(join(data, `${id}.sqlite`))]))
fillEmpty()

const births = pack.registers.find((register) => register.births)
const residents = pack.registers.find((register) => register.residents)
const addresses: Record<string, { url: string; token: string }> = {}
const telling = births && residents && tellResidents(stores.get(births.id)!, () => addresses[residents.id])
const services = await Promise.all(pack.registers.map(async (register) => {
  const token = tokenOf(register.id)
  const service = await serveRegister({
    register, purposes: pack.purposes, store: stores.get(register.id)!, token, port: 0,
    // Children born here follow after everybody who was there before.
    idOf: (order) => `${people.idPrefix}${String(900_000 + order)}`,
    onBirth: () => telling?.soon(),
  })
  addresses[register.id] = { url: service.url, token }
  return service
}))
telling?.soon()
announce()

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())

async function stop() {
  telling?.stop()
  await Promise.all(services.map((service) => service.close()))
  for (const store of stores.values()) store.close()
}

/** The population is made only for a register that has nobody yet. */
function fillEmpty() {
  const empty = pack.registers.filter(({ id }) => stores.get(id)!.isEmpty())
  if (empty.length === 0) return
  const population = makePopulation(people)
  for (const { id, fields } of empty) {
    const names = Object.keys(fields)
    stores.get(id)!.fill(population.people.map((person) => [person.id, answersOf(person, names)]))
  }
}

function tokenOf(register: string): string {
  const file = join(data, `${register}.token`)
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

function announce() {
  const file = join(data, 'registers.json')
  writeFileSync(`${file}.new`, JSON.stringify({ pid: process.pid, registers: addresses }), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
