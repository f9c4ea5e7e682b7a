/** Every kind of source gives the same two people; what a mapping makes of them, and what it refuses to make. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { startMariadb } from '../../../../tests/support/mariadb-server.ts'
import { onPath } from '../../../../tests/support/on-path.ts'
import { roomDatabase } from '../../../../tests/support/room-database.ts'
import { readValues } from './answer-question.ts'
import { mapValue } from './map-value.ts'
import { type MappedField, readMapping, type SourceSettings } from './mapping.ts'
import { openSource } from './sources/open-source.ts'

const folder = mkdtempSync(join(tmpdir(), 'maru-connector-'))
after(() => { rmSync(folder, { recursive: true, force: true }) })

const label = { en: 'x' }
const fields: Record<string, MappedField> = {
  name: { from: 'nm', definition: { label, type: 'text' } },
  birthDate: { from: 'born', definition: { label, type: 'date' } },
  sex: { from: 'sex_cd', codes: { 1: 'M', 2: 'F' }, definition: { label, type: 'enum', values: { M: label, F: label } } },
}
const columns = Object.values(fields).map(({ from }) => from)

/** One suite for every adapter. */
async function demandSource(settings: SourceSettings) {
  const source = await openSource(settings, join(folder, 'mapping.json'), assert.fail)
  try {
    const row = await source.read('FL-1', columns)
    assert.deepEqual(Object.fromEntries(Object.entries(fields).map(([name, how]) => [name, mapValue(name, how, row![how.from])])), { name: 'Amina Sow', birthDate: '1991-02-01', sex: 'F' })
    assert.deepEqual(Object.keys((await source.read('FL-2', ['nm']))!), ['nm'])
    for (const nobody of ['FL-3', '', "FL-1' or '1'='1", '../FL-1', 'FL-1%']) assert.equal(await source.read(nobody, columns), undefined, nobody)
  } finally {
    await source.close()
  }
}

const table = 'create table person (person varchar(40) primary key, nm varchar(80) not null, born date not null, sex_cd smallint not null)'
const rows = "insert into person values ('FL-1', 'Amina Sow', '1991-02-01', 2), ('FL-2', 'Bo Larsen', '1987-08-11', 1)"

test('a CSV drop: read, and read again when it changes; a broken one changes nothing', async () => {
  const file = join(folder, 'people.csv')
  const head = 'person,nm,born,sex_cd\n'
  writeFileSync(file, `${head}FL-1,Amina Sow,1991-02-01,2\nFL-2,"Larsen, Bo",1987-08-11,1\n`)
  await demandSource({ kind: 'csv', file: 'people.csv', key: 'person' })
  const broken: string[] = []
  const source = await openSource({ kind: 'csv', file: 'people.csv', key: 'person' }, join(folder, 'mapping.json'), (why) => broken.push(why.message))
  const nameNow = async () => (await source.read('FL-1', ['nm']))?.['nm']
  const drop = (text: string, at: number) => {
    writeFileSync(file, text)
    utimesSync(file, at, at)
    return nameNow()
  }
  assert.equal(await nameNow(), 'Amina Sow')
  assert.equal(await drop(`${head}FL-1,Amina Diallo,1991-02-01,2\n`, 1_000), 'Amina Diallo')
  assert.deepEqual(broken, [])
  assert.equal(await drop(`${head}FL-1,One,1991-02-01,2\nFL-1,Two,1991-02-01,2\n`, 2_000), 'Amina Diallo')
  assert.equal(await nameNow(), 'Amina Diallo')
  assert.equal(await drop(`${head}FL-1,"Torn`, 3_000), 'Amina Diallo')
  rmSync(file)
  assert.equal(await nameNow(), 'Amina Diallo')
  assert.deepEqual(broken.map((why) => /twice|Quote|ENOENT/.exec(why)?.[0]), ['twice', 'Quote', 'ENOENT'], 'told once for each')
})

test('an Excel drop, its days as Excel keeps them', async () => {
  copyFileSync(new URL('sources/fixtures/people.xlsx', import.meta.url), join(folder, 'people.xlsx'))
  await demandSource({ kind: 'excel', file: 'people.xlsx', key: 'person', sheet: 'people' })
})

test('a table of PostgreSQL, which it cannot change', async () => {
  const room = await roomDatabase()
  try {
    await room.ask(`create schema civil; set search_path to civil; ${table}; ${rows}`)
    const { host, database, user, port } = room.owner
    await demandSource({ kind: 'postgresql', url: `postgresql://${user}@/${database}?host=${encodeURIComponent(host!)}${port ? `&port=${port}` : ''}`, table: 'civil.person', key: 'person' })
  } finally {
    await room.close()
  }
})

test('a table of MariaDB', { skip: !onPath('mariadbd') && 'needs mariadb' }, async () => {
  const server = await startMariadb([table, rows])
  try {
    await demandSource({ kind: 'mariadb', url: server.url, table: 'person', key: 'person' })
  } finally {
    await server.close()
  }
})

test('a REST service: the person in the path, the fields by name, a redirect never followed', async () => {
  const people: Record<string, object> = { 'FL-1': { nm: 'Amina Sow', born: '1991-02-01', sex_cd: 2, secret: 1 }, 'FL-2': { nm: 'Bo Larsen', born: '1987-08-11', sex_cd: 1 } }
  const server = createServer((request, response) => {
    const [, person, asked] = /^\/people\/([^/?]*)\?fields=(.*)$/.exec(request.url ?? '') ?? []
    const found = people[decodeURIComponent(person ?? '')]
    if (person === 'FL-9') response.writeHead(302, { location: '/people/FL-1?fields=nm' }).end()
    else response.writeHead(found ? 200 : 404).end(JSON.stringify(found && Object.fromEntries(Object.entries(found).filter(([name]) => asked!.split(',').includes(name)))))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const settings = { kind: 'rest' as const, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/people/{subject}?fields={fields}` }
  await demandSource(settings)
  await assert.rejects((await openSource(settings, folder, assert.fail)).read('FL-9', columns))
  server.close()
})

test('a value that is not of its field is no value: never the wrong kind, whatever a source writes', () => {
  const kinds = ['text', 'date', 'int', 'money', 'bool', 'enum', 'person', 'people', 'ids'] as const
  const isOf: Record<(typeof kinds)[number], (value: unknown) => boolean> = {
    text: (value) => typeof value === 'string', enum: (value) => value === 'M', date: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
    int: Number.isSafeInteger, money: Number.isSafeInteger, bool: (value) => typeof value === 'boolean', person: (value) => typeof value === 'object' && !Array.isArray(value), people: Array.isArray, ids: Array.isArray,
  }
  fc.assert(fc.property(fc.constantFrom(...kinds), fc.oneof(fc.anything(), fc.string(), fc.constantFrom('19910201', '1', 'Y', 'M', '[]', '{}', '007', '99999999999999999999', 'toString')), fc.option(fc.constant('yyyyMMdd' as const), { nil: undefined }), (type, raw, date) => {
    let value: unknown
    try {
      value = mapValue('f', { from: 'c', definition: { label, type, ...(type === 'enum' ? { values: { M: label } } : {}) }, ...(date ? { date } : {}) }, raw)
    } catch {
      return
    }
    assert.ok(isOf[type](value), `${type}: ${JSON.stringify(value)}`)
  }), { numRuns: 3_000 })
  const day = (date: MappedField['date'], raw: string) => mapValue('d', { from: 'c', definition: { label, type: 'date' }, ...(date ? { date } : {}) }, raw)
  assert.deepEqual([day('yyyyMMdd', '19910201'), day('dd.MM.yyyy', '01.02.1991'), day('dd/MM/yyyy', '01/02/1991'), day('MM/dd/yyyy', '02/01/1991')], Array(4).fill('1991-02-01'))
  assert.throws(() => day('yyyyMMdd', '19910231'))
})

test('an answer instead of a record: yes or no about a day or an amount, on the very day; the value itself is not given, and unknown stays unknown', async () => {
  writeFileSync(join(folder, 'answers.csv'), 'person,born,won\nFL-1,2007-11-27,30000000\nFL-2,2007-11-28,30000001\nFL-3,2000-01-01,\n')
  const definition = (type: 'date' | 'money' | 'bool', more: object = {}) => ({ label, type, ...more })
  const mapping = readMapping(JSON.stringify({
    register: 'resident', source: { kind: 'csv', file: 'answers.csv', key: 'person' }, purposes: { p: { requester: 'a', fields: ['adult', 'little'] } },
    fields: {
      birthDate: { from: 'born', definition: definition('date') }, income: { from: 'won', definition: definition('money', { optional: true }) },
      adult: { from: 'birthDate', definition: definition('bool', { answers: { field: 'birthDate', yearsAtLeast: 19 } }) }, little: { from: 'income', definition: definition('bool', { optional: true, answers: { field: 'income', atMost: 30_000_000 } }) },
    },
  }))
  const source = await openSource(mapping.source, join(folder, 'mapping.json'), assert.fail)
  const ask = (subject: string) => readValues({ mapping, source }, { subject, fields: ['adult', 'little'] }, Temporal.PlainDate.from('2026-11-27'))
  assert.deepEqual([await ask('FL-1'), await ask('FL-2'), await ask('FL-3')], [{ adult: true, little: true }, { adult: false, little: false }, { adult: true, little: null }])
  assert.throws(() => readMapping(JSON.stringify({ ...mapping, fields: { adult: mapping.fields['adult'], little: mapping.fields['little'] } })), /"birthDate" to answer about/)
})

test('a mapping says each of its mistakes', () => {
  const mapping = { register: 'resident', source: { kind: 'csv', file: 'p.csv', key: 'person' }, fields, purposes: { p: { requester: 'a', fields: ['name'] } } }
  assert.equal(readMapping(JSON.stringify(mapping)).register, 'resident')
  assert.throws(() => readMapping(JSON.stringify({ ...mapping, purposes: { p: { requester: 'a', fields: ['nickname'] } } })), /no field "nickname"/)
  assert.throws(() => readMapping(JSON.stringify({ ...mapping, extra: 1 })))
  assert.throws(() => readMapping(JSON.stringify({ ...mapping, source: { kind: 'oracle' } })))
})
