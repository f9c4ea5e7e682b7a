/** GovStack Workflow Building Block API 1.0.0 (`api/swagger.yaml`): processes are life events, as BPMN; an instance is an application of the resident who is signed in. */
import { createHash } from 'node:crypto'
import Type from 'typebox'
import type { LifeEvent } from '../../../../packages/pack-kit/schema/life-event.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { Instant, strict } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { casesFaults } from '../contract.ts'
import type { ApplicationRow, Cases } from '../index.ts'
import { eventOf } from './service-of.ts'
import { startFilled } from './start-filled.ts'

const tag = 'GovStack workflow'
const text = Type.String()
const properties = Type.Array(strict({ code: Type.String({ maxLength: 100 }), value: Type.String({ maxLength: 4_000 }) }), { maxItems: 200 })
const Process = strict({ id: text, processDefinition: strict({ name: text, type: Type.Enum(['None', 'Private', 'Public']), version: text, isExecutable: Type.Boolean(), isClosed: Type.Boolean(), description: text, processBody: properties }) })
const Instance = strict({ id: Type.Integer(), processRef: text, initTime: Instant, state: text, lastChangeTime: Instant })
const Started = strict({ id: text, processRef: text, suspended: Type.Boolean(), ended: Type.Boolean(), state: text })

/** There the person has to act before it goes on. */
const states = { draft: 'suspended', submitted: 'running', closed: 'completed', withdrawn: 'stopped' } as const

/** They count instances: a number of 52 bits that an application keeps. */
const numberOf = ({ id }: ApplicationRow) => Number.parseInt(createHash('sha256').update(id).digest('hex').slice(0, 13), 16)

export function workflow(http: Http<View>, base: string, cases: Cases, version: () => string) {
  const word = Type.String({ maxLength: 100 })
  const processOf = ({ text: said, language }: View, { id, name, summary }: LifeEvent) => ({
    id, processDefinition: { name: said(name), type: 'Public' as const, version: version(), isExecutable: true, isClosed: true, description: said(summary), processBody: [{ code: 'bpmn', value: `/life-events/${id}/process.bpmn` }, { code: 'language', value: language.tag }] },
  })
  const own = async (person: string, number: string) => {
    const found = (await cases.applications(person)).find((row) => String(numberOf(row)) === number || row.id === number)
    if (!found) throw new Fault(casesFaults.noSuchApplication)
    return found
  }
  const instanceOf = (row: ApplicationRow) => ({ id: numberOf(row), processRef: row.event, initTime: row.created_at.toISOString(), state: states[row.status], lastChangeTime: row.changed_at.toISOString() })
  const startedOf = (row: ApplicationRow) => ({ id: String(numberOf(row)), processRef: row.event, suspended: row.status === 'draft', ended: row.status === 'closed' || row.status === 'withdrawn', state: states[row.status] })
  const instance = strict({ instanceId: word })

  http.api('GET', `${base}/processes`, { who: 'anyone', summary: 'Processes: what happens in a life event, as BPMN 2.0', tag, reply: { 200: Type.Array(Process) } }, ({ view }) => Promise.resolve(view.pack.lifeEvents.filter(({ open }) => open).map((event) => processOf(view, event))))

  http.api('GET', `${base}/processes/:processId`, { who: 'anyone', params: strict({ processId: word }), summary: 'One process', tag, reply: { 200: Process } }, ({ params: { processId }, view }) => Promise.resolve(processOf(view, eventOf(view.pack, processId))))

  http.api('POST', `${base}/processes/:processId/start`, { who: 'resident', params: strict({ processId: word }), body: strict({ processStartedBy: word, InstanceValues: Type.Optional(properties) }), summary: 'Begin an application, filled in as far as values are given', tag, reply: { 201: Started } }, async ({ params: { processId }, body, principal: { person }, view }) => {
    const event = eventOf(view.pack, processId)
    if (body.processStartedBy !== person) throw new Fault(kernelFaults.notAllowed)
    const values = body.InstanceValues ?? []
    const id = await startFilled(cases, person, event, view.language.tag, new Map(values.map(({ code, value }) => [code, value])), (field) => `/InstanceValues/${values.findIndex(({ code }) => code === field)}`)
    return startedOf(await own(person, id))
  })

  http.api('GET', `${base}/instances`, { who: 'resident', query: strict({ processId: Type.Optional(word) }), summary: 'My applications as process instances', tag, reply: { 200: Type.Array(Instance) } }, async ({ query: { processId }, principal: { person } }) =>
    (await cases.applications(person)).filter(({ event }) => processId === undefined || processId === event).map((row) => instanceOf(row)))

  http.api('GET', `${base}/instances/:instanceId`, { who: 'resident', params: instance, summary: 'How far one of my applications is', tag, reply: { 200: Instance } }, async ({ params: { instanceId }, principal: { person } }) => instanceOf(await own(person, instanceId)))

  http.api('POST', `${base}/instances/:instanceId/stop`, { who: 'resident', params: instance, summary: 'Take an application back: what is decided stays', tag, reply: { 201: Started } }, async ({ params: { instanceId }, principal: { person } }) => {
    const row = await own(person, instanceId)
    await cases.withdraw(person, row.receipt ?? '')
    return startedOf(await own(person, instanceId))
  })
}
