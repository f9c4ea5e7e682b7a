/** BPMN 2.0 out of the packs: valid against the standard's own schema, whole, and drawn so that nothing lies on anything else. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle'
import { validateXML } from 'xmllint-wasm'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { createWordings } from '../../../web/wordings.ts'
import { planLifeEvent } from './plan-life-event.ts'
import { placePools, type Box } from './place-pools.ts'
import { processOfEvent, processOfService } from './process-of.ts'

const folder = 'node_modules/bpmn-moddle/resources/bpmn/xsd'
const schema = (name: string) => ({ fileName: name, contents: readFileSync(join(folder, name), 'utf8') })
const imported = readdirSync(folder).filter((name) => name !== 'BPMN20.xsd').map(schema)
/** Lines that the schema of the OMG objects to. */
const mistakesOf = async (xml: string) => (await validateXML({ xml: { fileName: 'process.bpmn', contents: xml }, schema: [schema('BPMN20.xsd')], preload: imported })).errors.map(({ message, loc }) => `${loc?.lineNumber}: ${message}`)

const [kr, farland] = [loadPack('packs/kr'), loadPack('packs/farland')]
const processes = async () => Promise.all([
  ...[kr, farland].flatMap((pack) => pack.lifeEvents.map((event) => processOfEvent(createWordings(pack, () => undefined)(pack.defaultLanguage), event))),
  processOfService(createWordings(farland, () => undefined)('ar'), farland.services[0]!, farland.lifeEvents[0]!),
])

test('every life event is valid against the schema of the OMG, and what breaks it is told', async () => {
  const all = await processes()
  assert.ok(all.length > 8)
  for (const xml of all) assert.deepEqual(await mistakesOf(xml), [])
  assert.notDeepEqual(await mistakesOf(all[0]!.replace('<bpmn:userTask ', '<bpmn:userTask attachedToRef="no" ')), [])
  assert.notDeepEqual(await mistakesOf(all[0]!.replace(/id="Known"/, 'id="Send"')), [])
})

test('the official reader reads it without a remark; everything is drawn, and every way leads from somewhere to somewhere', async () => {
  for (const xml of await processes()) {
    const { rootElement, warnings } = await new BpmnModdle().fromXML(xml)
    assert.deepEqual(warnings, [])
    const roots = rootElement.get('rootElements') as ModdleElement[]
    const plane = ((rootElement.get('diagrams') as ModdleElement[])[0]!.get('plane') as ModdleElement).get('planeElement') as ModdleElement[]
    const drawn = new Set(plane.map((one) => (one['bpmnElement'] as ModdleElement).id))
    for (const process of roots.filter(({ $type }) => $type === 'bpmn:Process')) {
      for (const element of process.get('flowElements') as ModdleElement[]) {
        assert.ok(drawn.has(element.id), element.id ?? element.$type)
        const incoming = element.$instanceOf('bpmn:FlowNode') ? (element.get('incoming') as ModdleElement[]).length : 1
        const outgoing = element.$instanceOf('bpmn:FlowNode') ? (element.get('outgoing') as ModdleElement[]).length : 1
        assert.ok(incoming > 0 || /StartEvent|BoundaryEvent/.test(element.$type), `nothing leads to ${element.id}`)
        assert.ok(outgoing > 0 || element.$type === 'bpmn:EndEvent', `${element.id} leads nowhere`)
      }
    }
  }
})

test('a pool for the applicant and for each agency; a decision for each service, with its clock and its refusal', async () => {
  const event = kr.lifeEvents.find(({ id }) => id === 'birth')!
  const { rootElement, elementsById } = await new BpmnModdle().fromXML(await processOfEvent(createWordings(kr, () => undefined)('en'), event))
  const collaboration = (rootElement.get('rootElements') as ModdleElement[]).find(({ $type }) => $type === 'bpmn:Collaboration')!
  const services = kr.services.filter(({ id }) => event.services.includes(id))
  assert.equal((collaboration.get('participants') as ModdleElement[]).length, 1 + new Set(services.map(({ agency }) => agency)).size)
  for (const { id, processing: { days } } of services) {
    assert.equal(elementsById[`Decide_${id}`]?.$type, 'bpmn:UserTask')
    const [timer] = elementsById[`Clock_${id}`]!.get('eventDefinitions') as ModdleElement[]
    assert.equal((timer!.get('timeDuration') as ModdleElement)['body'], `P${days}D`)
    assert.equal(elementsById[`Refused_${id}`]!['attachedToRef'], elementsById[`Decide_${id}`])
  }
})

test('no box lies on another, and every box in its pool', () => {
  for (const pack of [kr, farland]) {
    const wording = createWordings(pack, () => undefined)(pack.defaultLanguage)
    for (const event of pack.lifeEvents) {
      const plan = planLifeEvent(wording, event, pack.services.filter(({ id }) => event.services.includes(id)), event.id)
      const { boxes } = placePools(plan)
      for (const pool of plan.pools) {
        const around = boxes.get(pool.id)!
        const free = pool.nodes.filter(({ on }) => on === undefined)
        for (const [at, node] of free.entries()) {
          const box = boxes.get(node.id)!
          assert.ok(box.x >= around.x && box.y >= around.y && box.x + box.width <= around.x + around.width && box.y + box.height <= around.y + around.height, node.id)
          for (const other of free.slice(at + 1)) assert.ok(!overlap(box, boxes.get(other.id)!), `${node.id} lies on ${other.id}`)
        }
      }
    }
  }
})

const overlap = (one: Box, other: Box) => one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height
