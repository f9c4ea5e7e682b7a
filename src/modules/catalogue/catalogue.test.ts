/** The catalogue through its door: search, the national catalogue’s format, linked data. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pino from 'pino'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import { roomDatabase, type RoomDatabase } from '../../../tests/support/room-database.ts'
import { createSearch } from '../search/index.ts'
import { systemClock } from '../../kernel/clock/clock.ts'
import { type Catalogue, createCatalogue, folderAlone } from './index.ts'

const pack = loadPack('packs/kr')
let room: RoomDatabase
let catalogue: Catalogue
before(async () => {
  room = await roomDatabase()
  catalogue = createCatalogue({ database: room.database, pack, editions: folderAlone(pack), clock: systemClock(pack.timeZone), search: createSearch(), log: pino({ level: 'silent' }) })
})
after(() => room.close())

const record = (change: Record<string, unknown> = {}) => ({
  서비스ID: 'B55121000003', 서비스명: '도시가스요금 경감', 서비스목적요약: '도시가스요금을 줄여 드립니다', 지원대상: '○ 다자녀가구\r\n\r\n○ 장애인', 선정기준: '', 지원내용: '○ 매월 18,000원',
  신청방법: '방문신청', 신청기한: '상시신청', 상세조회URL: 'https://www.gov.kr/portal/service/serviceInfo/B55121000003', 소관기관코드: '55121000', 소관기관명: '한국가스공사',
  전화문의: '1588-0000', 수정일시: '20260301000000', 온라인신청사이트URL: '', ...change,
})
const file = (rows: object[], conditions: object[] = []) => JSON.stringify({ serviceDetail: { page: 1, perPage: 10, data: rows }, supportConditions: { page: 1, perPage: 10, data: conditions } })
const found = async (query: string, language = 'ko') => (await catalogue.search(query, { language, limit: 10 })).services.map(({ id }) => id)

test('services are found by parts of words, in each language, with accents or without', async () => {
  assert.equal((await found('아동수당'))[0], 'child-allowance')
  assert.ok((await found('전기요금')).slice(0, 3).includes('electricity-large-family'))
  assert.equal((await found('child allowance', 'en'))[0], 'child-allowance')
  assert.ok((await found('nappies', 'en')).includes('diaper-grant'))
  const vietnamese = pack.services.find(({ id }) => id === 'child-allowance')!.name['vi']!
  const bare = vietnamese.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd')
  assert.ok((await found(bare, 'vi')).includes('child-allowance'), bare)
  assert.deepEqual(await found('zzzzqqqq'), [])
})

test('services are found by what people call them otherwise', async () => {
  for (const [language, words] of [['ko', '호적 올리기'], ['en', 'kids allowance'], ['vi', 'tiền trợ cấp cho trẻ']] as const) {
    const named = Object.entries(pack.assistant.services).find(([, own]) => own[language]?.includes(words))![0]
    assert.equal((await found(words, language))[0], named, words)
  }
})

test('the words of a life event lead to it', async () => {
  const { lifeEvents } = await catalogue.search('birth of a child', { language: 'en', limit: 5 })
  assert.equal(lifeEvents[0]?.id, 'birth')
})

test('narrowed by life event and agency; pages do not overlap', async () => {
  const all = await catalogue.search('', { language: 'en', lifeEvent: 'birth', limit: 100 })
  assert.equal(all.total, pack.lifeEvents.find(({ id }) => id === 'birth')!.services.length)
  const one = await catalogue.search('', { language: 'en', agency: 'kepco', limit: 100 })
  assert.ok(one.services.length > 0 && one.services.every(({ agency }) => agency === 'kepco'))
  const pages = await Promise.all([0, 5, 10].map((offset) => catalogue.search('', { language: 'en', limit: 5, offset })))
  assert.equal(new Set(pages.flatMap(({ services }) => services.map(({ id }) => id))).size, 15)
})

test('an import is idempotent; a change is a change; a file that names a part leaves the rest', async () => {
  assert.deepEqual(await catalogue.importGov24(file([record(), record({ 서비스ID: 'B41000200003', 서비스명: '전기 요금 복지할인' })]), 'a'), { added: 2, changed: 0, unchanged: 0, remarks: [] })
  assert.deepEqual(await catalogue.importGov24(file([record()]), 'a'), { added: 0, changed: 0, unchanged: 1, remarks: [] })
  const changed = await catalogue.importGov24(file([record({ 지원내용: '○ 매월 20,000원' })]), 'a')
  assert.deepEqual([changed.added, changed.changed, changed.unchanged], [0, 1, 0])
  const entry = await catalogue.service('B55121000003')
  assert.ok(entry?.source === 'gov24')
  assert.match(entry.imported.amount, /20,000/)
  assert.doesNotMatch(entry.audience['ko']!, /\r/)
  assert.ok(await catalogue.service('B41000200003'), 'what the file does not name stays')
  assert.ok((await found('도시가스요금')).includes('B55121000003'))

  const before = await catalogue.collection()
  await catalogue.importGov24(file([record({ 서비스명: '고래 구경 이용권' })]), 'a')
  assert.deepEqual(await found('고래 구경'), ['B55121000003'])
  const after = await catalogue.collection()
  const readAgain = [...after.entries.values()].filter((one) => before.entries.get(one.id) !== one && one.source === 'gov24').map(({ id }) => id)
  assert.deepEqual(readAgain, ['B55121000003'], 'what an import leaves as it was is not read again')
  assert.deepEqual([...after.entries.keys()], [...before.entries.keys()])
})

test('doubtful fields are told, with the service; a date that is certain is a date', async () => {
  const report = await catalogue.importGov24(file([
    record({ 서비스ID: 'C00000000001', 신청기한: '2026.12.31까지' }),
    record({ 서비스ID: 'C00000000002', 신청기한: '예산 소진 시까지' }),
    record({ 서비스ID: 'C00000000003', 수정일시: '20261399', 상세조회URL: 'javascript:alert(1)' }),
    record({ 서비스ID: '', 서비스명: '이름만' }),
  ]), 'doubtful')
  assert.equal(report.added, 3)
  const dated = await catalogue.service('C00000000001')
  assert.ok(dated?.source === 'gov24')
  assert.equal(dated.imported.deadlineOn, '2026-12-31')
  const open = await catalogue.service('C00000000002')
  assert.ok(open?.source === 'gov24')
  assert.equal(open.imported.deadlineOn, null)
  const odd = await catalogue.service('C00000000003')
  assert.ok(odd?.source === 'gov24')
  assert.equal(odd.imported.pageUrl, null)
  for (const service of ['C00000000003']) assert.ok(report.remarks.filter((remark) => remark.service === service).length >= 2, JSON.stringify(report.remarks))
  assert.ok(report.remarks.length >= 3)
})

test('a file that is no such file changes nothing and says what it expected', async () => {
  const before = (await catalogue.services()).length
  for (const [text, words] of [['{', /not JSON/], ['{"a": 1}', /no services of the national catalogue/], ['[1, 2', /not JSON/]] as const) await assert.rejects(catalogue.importGov24(text, 'broken'), words)
  assert.equal((await catalogue.services()).length, before)
})

test('condition codes pre-select by age and by who one is, and never the services that rules decide', async () => {
  await catalogue.importGov24(file(
    [record({ 서비스ID: 'D00000000001', 서비스명: '청년 월세' }), record({ 서비스ID: 'D00000000002', 서비스명: '임산부 교통비' }), record({ 서비스ID: 'D00000000003', 서비스명: '누구나' })],
    [{ 서비스ID: 'D00000000001', JA0110: 19, JA0111: 34, JA0412: 'Y' }, { 서비스ID: 'D00000000002', JA0302: 'Y', JA0102: 'Y' }, { 서비스ID: 'D00000000003', JA0322: 'Y', JA0410: 'Y' }],
  ), 'conditions')
  const ids = async (circumstances: Parameters<Catalogue['candidatesFor']>[0]) => (await catalogue.candidatesFor(circumstances)).map(({ id }) => id)
  const young = await ids({ age: 25, circumstances: ['no-own-home'] })
  assert.equal(young[0], 'D00000000001')
  assert.ok(young.includes('D00000000003'))
  assert.equal((await ids({ age: 60, circumstances: ['no-own-home'] })).includes('D00000000001'), false)
  const pregnant = await catalogue.candidatesFor({ age: 30, sex: 'F', circumstances: ['pregnant'] })
  assert.deepEqual(pregnant[0], { id: 'D00000000002', name: { ko: '임산부 교통비' }, matched: ['pregnant'] })
  assert.equal((await ids({ sex: 'M', circumstances: ['pregnant'] })).includes('D00000000002'), false)
  for (const id of await ids({ circumstances: [] })) assert.equal(pack.services.some((service) => service.id === id), false)
})

test('CPSV-AP: every service with its authority, every reference leads to a node', async () => {
  const { '@graph': graph } = JSON.parse(await catalogue.jsonLd('https://services.maru.example')) as { '@graph': Record<string, unknown>[] }
  const ids = new Set(graph.map((node) => node['@id']))
  assert.equal(ids.size, graph.length)
  const services = graph.filter((node) => node['@type'] === 'cpsv:PublicService')
  assert.equal(services.length, (await catalogue.services()).length)
  for (const service of services) {
    for (const key of ['cv:hasCompetentAuthority', 'cv:hasChannel', 'cv:hasCost', 'cv:hasLegalResource', 'cv:isGroupedBy']) {
      for (const target of [service[key] ?? []].flat()) assert.ok(ids.has(target), `${String(service['@id'])} ${key} ${JSON.stringify(target)}`)
    }
    assert.ok(service['cv:hasCompetentAuthority'], String(service['@id']))
  }
})

test('two imports at the same time end as one after the other', async () => {
  const rows = Array.from({ length: 30 }, (_, index) => record({ 서비스ID: `E000000000${String(index).padStart(2, '0')}` }))
  const reports = await Promise.all([catalogue.importGov24(file(rows), 'one'), catalogue.importGov24(file(rows), 'two')])
  assert.deepEqual(reports.map(({ added, unchanged }) => added + unchanged), [30, 30])
  assert.equal(reports.reduce((sum, { added }) => sum + added, 0), 30)
})
