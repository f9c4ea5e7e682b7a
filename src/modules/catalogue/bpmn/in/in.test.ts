/** BPMN 2.0 in: models of other tools become drafts, ours come back as they were, every element has its word, and hostile files are refused. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { loadPack } from '../../../../../packages/pack-kit/load-pack.ts'
import { createWordings } from '../../../../web/wordings.ts'
import { readServiceFiles, type ServiceFiles } from '../../studio/service-files.ts'
import { processOfEvent, processOfService } from '../process-of.ts'
import { rowsOf } from './elements.ts'
import { type Place, placesOf, type Role } from './places.ts'
import { decodeFile, readBpmn, type BpmnFile } from './read-file.ts'
import { leftBecause, takenAs } from './remarks.ts'
import { takeProcess, type Taken } from './take-process.ts'

const kr = loadPack('packs/kr')
const wording = createWordings(kr, () => undefined)
const filesOf = (service: string, event: string) => readServiceFiles(service, event, (path) => readFileSync(`packs/kr/${path}`, 'utf8'))
const agencyOf = ({ service }: ServiceFiles) => service.agency

async function read(xml: string): Promise<BpmnFile> {
  const file = await readBpmn(xml)
  assert.ok('definitions' in file, JSON.stringify(file))
  return file
}
/** @param roles by the name of a place; of others what is guessed */
async function take(xml: string, before: ServiceFiles, tag = 'en', roles: Record<string, Role> = {}): Promise<Taken & { places: Place[] }> {
  const file = await read(xml)
  const places = placesOf(file.definitions, kr, agencyOf(before)).map((place) => ({ ...place, role: roles[place.name] ?? place.role }))
  return { ...takeProcess(wording(tag), file, places, before, agencyOf(before)), places }
}
/** As the house would draw it with the draft. */
const drawn = (tag: string, { service, event }: ServiceFiles) => processOfService({ ...wording(tag), pack: { ...kr, services: kr.services.map((one) => (one.id === service.id ? service : one)), lifeEvents: kr.lifeEvents.map((one) => (one.id === event.id ? event : one)) } }, service, event)

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8')

test('what goes out comes in as the same: a service of every life event, and every life event whole', async () => {
  for (const event of kr.lifeEvents.filter(({ services }) => services.length > 0)) {
    const before = filesOf(event.services.at(-1)!, event.id)
    const { files, remarks } = await take(await drawn('ko', before), before, 'ko')
    assert.deepEqual(files, before, event.id)
    assert.deepEqual(remarks.filter(({ taken, also }) => !taken || also), [], event.id)
    const whole = await take(await processOfEvent(wording('vi'), event), before, 'vi')
    assert.deepEqual(whole.files, before, event.id)
    assert.deepEqual(whole.remarks.filter(({ taken, why }) => !taken && why !== 'other-service'), [], event.id)
  }
})

test('what is changed in a file of ours is taken, goes out again, and comes in as it is', async () => {
  const before = filesOf('birth-report', 'birth')
  const step = before.event.steps.at(-1)!
  const xml = (await drawn('en', before)).replace(`name="${wording('en').text(step.title)}"`, 'name="Where you live"').replace(/P\d+D(?=<\/bpmn:timeDuration>(?:(?!timeDuration)[^])*$)/, 'P9D')
  const { files } = await take(xml, before)
  assert.equal(files.service.processing.days, 9)
  assert.equal(files.event.steps.at(-1)!.title['en'], 'Where you live')
  assert.equal(files.event.steps.at(-1)!.title['ko'], step.title['ko'])
  const again = await take(await drawn('en', files), files)
  assert.deepEqual(again.files, files)
  assert.equal(await drawn('en', again.files), await drawn('en', files))
})

const dog = fixture('dog-licence.bpmn')
/** A service that there is not yet, at the life event of moving. */
const fresh = (): ServiceFiles => { const before = filesOf('water-move', 'moving'); return { ...before, service: { ...before.service, id: 'dog-licence', name: {}, summary: {} } } }

test('a model of another tool: tasks to pages and a decision, forms to questions, ways to conditions, a timer to the time of the law', async () => {
  const before = fresh()
  const { files, places } = await take(dog, before)
  assert.deepEqual(places.map(({ name, role }) => [name, role]), [['Citizen', 'applicant'], ['Veterinary office', 'agency']])
  const pages = files.event.steps.slice(before.event.steps.length)
  assert.deepEqual(pages.map(({ title }) => title['en']), ['The dog', 'Papers from abroad', 'The home', 'What the landlord says'])
  assert.deepEqual(pages[0]!.lead, { en: 'Have its passport ready.' })
  assert.deepEqual(pages.flatMap(({ questions }) => questions.map(({ fact, type, onlyIf }) => [fact, type, ...(onlyIf ? [`${onlyIf.fact}=${onlyIf.is}`] : [])].join(' '))), [
    'moving.name text', 'moving.born date', 'moving.was_the_dog_born_abroad yes-no', 'moving.papers_from_abroad text moving.was_the_dog_born_abroad=yes',
    'moving.garden yes-no', 'moving.kind choice', 'moving.what_the_landlord_says text moving.kind=flat',
  ])
  assert.deepEqual(files.service.name, { en: 'Decide on the dog' })
  assert.equal(files.service.processing.days, 14)
  assert.ok(files.facts.some(({ fact, type }) => fact === 'moving.kind' && type === 'enum'))
  assert.ok(files.purposes.some(({ agency, facts }) => agency === before.service.agency && facts.includes('moving.kind')), 'the agency that decides may see the answers')
})

test('what does not fit is named, with its id, its name and why', async () => {
  const { remarks } = await take(dog, fresh())
  const left = new Map(remarks.filter(({ taken }) => !taken).map((remark) => [remark.element, remark]))
  assert.deepEqual([...left].map(([element, { why }]) => `${element} ${why}`).sort(), [
    'Appeal process-in-process', 'Ask_register program-task', 'G2 way', 'G3 way', 'G4 way', 'Hear inside', 'Hours timer-shape', 'Message_sent message', 'Remark note',
  ])
  assert.equal(left.get('Hours')!.values!['time'], 'PT8H')
  assert.deepEqual(left.get('Ask_register')!.also, ['camunda:class'])
  assert.deepEqual(remarks.find(({ element }) => element === 'The_dog')!.also, ['camunda:assignee'])
})

test('every element of every model has its word, and the draft goes out, comes in and goes out as the same', async () => {
  for (const name of ['dog-licence.bpmn', 'camunda-modeler-C.1.1.bpmn', 'camunda-modeler-C.2.0.bpmn']) {
    const xml = fixture(name)
    const { files, remarks } = await take(xml, fresh())
    const file = await read(xml)
    assert.deepEqual(rowsOf(file.definitions).filter(({ id }) => !remarks.some(({ element }) => element === id)).map(({ id }) => id), [], name)
    const own = [...xml.replace(/<bpmndi:BPMNDiagram[^]*/, '').matchAll(/<bpmn:(?!\w*EventDefinition)\w+ [^>]*?\bid="([^"]+)"/g)].map(([, id]) => id!)
    assert.deepEqual(own.filter((id) => !remarks.some(({ element }) => element === id)), [], `${name}: by its text`)
    const out = await drawn('en', files)
    const again = await take(out, files)
    assert.deepEqual(again.files, files, name)
    assert.equal(await drawn('en', again.files), out, name)
  }
})

test('a file of ours in a house that does not have the service: its pages and what it says, in every language', async () => {
  const { files } = await take(dog, fresh())
  const out = await drawn('en', { ...files, event: { ...files.event, steps: files.event.steps.map((step) => ({ ...step, title: { ...step.title, ko: '강아지' } })) } })
  const elsewhere = await take(out, fresh())
  assert.deepEqual(elsewhere.files.event.steps.at(-1)!.title, { en: 'What the landlord says', ko: '강아지' })
  assert.deepEqual(elsewhere.files.service, files.service)
  assert.deepEqual(elsewhere.files.facts, files.facts)
})

test('a condition that no form knows is named, not guessed', async () => {
  const { files, remarks } = await take(dog.replace('=kind = "flat"', '${execution.getVariable("kind").matches("f.*")}'), fresh())
  assert.equal(files.event.steps.at(-1)!.questions[0]!.onlyIf, undefined)
  assert.equal(remarks.find(({ element }) => element === 'F8')!.why, 'condition-unread')
})

test('hostile and broken files are refused, each with its own word', async () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, at) => `<!ENTITY lol${at + 1} "${`&lol${at || ''};`.repeat(10)}">`).join('')}]>${dog.slice(dog.indexOf('<bpmn:definitions'))}`
  const of = async (text: string) => { const file = await readBpmn(text); return 'refused' in file ? file.refused : 'read' }
  assert.equal(await of(laughs), 'doctype')
  assert.equal(await of(dog.replace('<bpmn:definitions', '<!DOCTYPE d SYSTEM "file:///etc/passwd"><bpmn:definitions')), 'doctype')
  assert.equal(await of(dog.slice(0, 2_000)), 'no-xml')
  assert.equal(await of(dog.replace('</bpmn:process>', '')), 'no-xml')
  assert.equal(await of('a,b\n1,2'), 'no-xml')
  assert.equal(await of(' '), 'empty')
  assert.equal(await of('<html><body/></html>'), 'no-bpmn')
  assert.equal(await of('<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="x" targetNamespace="y"/>'), 'no-process')
  assert.equal(await of(dog.replace('<bpmn:startEvent', `${'<bpmn:documentation>'.repeat(200)}${'</bpmn:documentation>'.repeat(200)}<bpmn:startEvent`)), 'deep')
  assert.equal(await of(dog.replace('<bpmn:startEvent', `${'<bpmn:task/>'.repeat(10_001)}<bpmn:startEvent`)), 'many')
  const decode = (data: Uint8Array) => { const found = decodeFile(data); return 'refused' in found ? found.refused : found.text }
  assert.equal(decode(bytes(dog + ' '.repeat(10 * 1024 * 1024))), 'large')
  assert.equal(decode(Uint8Array.of(...bytes(dog), 0xff)), 'encoding')
  assert.equal(decode(bytes(dog.replace('UTF-8', 'EBCDIC-KR'))), 'encoding')
  assert.equal(decode(new Uint8Array()), 'empty')
  assert.equal(decode(Uint8Array.of(...bytes('<?xml version="1.0" encoding="ISO-8859-1"?><a b="'), 0xe9, ...bytes('"/>'))), '<?xml version="1.0" encoding="ISO-8859-1"?><a b="é"/>')
  assert.equal(decode(Uint8Array.of(0xff, 0xfe, 0x3c, 0, 0x61, 0)), '<a')
})

test('every word on an element has its sentence', () => {
  const said = JSON.parse(readFileSync('src/web/messages/en/catalogue.json', 'utf8')) as Record<string, string>
  const key = 'catalogue.bpmn.in.why.'
  assert.deepEqual(Object.keys(said).filter((one) => one.startsWith(key)).map((one) => one.slice(key.length)).sort(), [...takenAs, ...leftBecause].sort())
})
