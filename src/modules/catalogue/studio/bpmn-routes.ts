/** A process of another program becomes a draft: the file is read, the official says who acts where and what it becomes, and every element gets its word. */
import Type from 'typebox'
import { Fault } from '../../../kernel/faults/faults.ts'
import { SeeOther } from '../../../kernel/http/answers.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { UploadedFile } from '../../../kernel/http/parse-body.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { mark, rowsOf } from '../bpmn/in/elements.ts'
import { type Place, placesOf, roles } from '../bpmn/in/places.ts'
import { type BpmnFile, decodeFile, largestFile, readBpmn, type Refusal } from '../bpmn/in/read-file.ts'
import { takeProcess } from '../bpmn/in/take-process.ts'
import { catalogueFaults } from '../contract.ts'
import { blankService, newServiceMistakes } from './new-service.ts'
import { bpmnPage } from './pages/bpmn-page.tsx'
import { bpmnPlacesPage, newService, placeField, type Target } from './pages/bpmn-places-page.tsx'
import { mistakesInWords } from './pages/mistakes-in-words.ts'
import { originPage } from './pages/origin-page.tsx'
import { versionPath } from './pages/services-studio-page.tsx'
import type { Mistake, Typed } from './read-details.ts'
import type { StudioRoutes } from './studio-routes.ts'

const who = 'service-owner'
const path = '/console/services/bpmn'
const word = Type.Optional(Type.String({ maxLength: 100 }))
const body = Type.Object({
  file: Type.Optional(Type.Union([UploadedFile, Type.Literal('', { description: 'no file was chosen' })])), text: Type.Optional(Type.String({ maxLength: 2 * largestFile })), name: Type.Optional(Type.String({ maxLength: 255 })),
  target: word, id: word, event: word, language: word,
}, { additionalProperties: false, patternProperties: { '^place\\.[0-9]{1,4}$': Type.Enum([...roles]) } })

export function bpmnRoutes(http: Http<View>, { versions, editions, today, wordingIn }: StudioRoutes) {
  http.page(path, { who }, ({ view }) => bpmnPage(view, {}))

  http.form(path, { who, body, upload: 4 * largestFile }, async ({ body: sent, principal, view }) => {
    const { file: chosen, ...typed } = sent as Typed & { file?: UploadedFile | '' }
    const uploaded = chosen && chosen.bytes.byteLength > 0 ? chosen : undefined
    const decoded: { text: string } | Refusal = uploaded ? decodeFile(uploaded.bytes) : { text: typed['text'] ?? '' }
    const file = 'text' in decoded ? await readBpmn(decoded.text) : decoded
    if ('refused' in file) return bpmnPage(view, { refusal: file, text: typed['text'], ofFile: uploaded !== undefined })
    const { text } = decoded as { text: string }
    const name = (uploaded?.name || typed['name'] || 'process.bpmn').slice(0, 255)
    const targets = await targetsOf(view, principal)
    const places = placesOf(file.definitions, view.pack, principal.agency).map((place, at): Place => ({ ...place, role: roles.find((role) => role === typed[placeField(at)]) ?? place.role }))
    const said = typed['target'] === undefined ? guessed(file, view, targets) : typed
    const mistakes = typed['target'] === undefined ? undefined : mistakesOf(view, principal, typed, targets, places)
    if (mistakes === undefined || mistakes.length > 0) return bpmnPlacesPage(view, { name, text, places, targets, typed: said, errors: mistakesInWords(view, mistakes ?? []) })
    const [service, event] = typed['target'] === newService ? [typed['id']!.trim(), typed['event']!] : typed['target']!.split(' ') as [string, string]
    const created = typed['target'] === newService ? blankService(view.pack, principal.agency, { 'id': service, event, 'source.asOf': today() }) : undefined
    const before = versions.filesOf({ service, event, files: created ? versions.withNew(created, event) : {} })
    const taken = takeProcess(wordingIn(typed['language'] ?? ''), file, places, before, principal.agency)
    const id = await versions.begin(principal, service, event, created, { files: taken.files, origin: { file: name, remarks: taken.remarks } })
    return new SeeOther(`${versionPath(id)}/origin`)
  })

  http.page('/console/services/versions/:version/origin', { who, params: strict({ version: Uuid }) }, async ({ params: { version }, principal, view }) => {
    const row = await versions.read(principal, version)
    if (!row.origin) throw new Fault(catalogueFaults.noOrigin)
    return originPage(view, { version: row, origin: row.origin })
  })

  /** Services of the agency that nobody is working on. */
  async function targetsOf(view: View, by: Official): Promise<Target[]> {
    const open = new Set((await versions.list(by)).filter(({ state }) => state === 'draft' || state === 'in-review').map(({ service }) => service))
    return view.pack.services.filter(({ id, agency }) => agency === by.agency && !open.has(id)).flatMap((service) => service.lifeEvents.flatMap((event) => {
      const known = view.pack.lifeEvents.find(({ id }) => id === event)
      return known ? [{ value: `${service.id} ${event}`, label: `${view.text(service.name)} · ${view.text(known.name)}` }] : []
    }))
  }

  function mistakesOf({ pack }: View, { agency }: Official, typed: Typed, targets: readonly Target[], places: readonly Place[]): Mistake[] {
    return [
      ...(places.some(({ role }) => role !== 'out') ? [] : [{ field: placeField(0), mistake: 'place' as const }]),
      ...(typed['target'] === newService ? newServiceMistakes(pack, agency, (typed['id'] ?? '').trim(), typed['event'] ?? '', (name) => editions.textOf(name) !== undefined)
        : targets.some(({ value }) => value === typed['target']) ? [] : [{ field: 'target', mistake: 'target' as const }]),
    ]
  }
}

/** What a file of ours says of itself. */
function guessed({ definitions }: BpmnFile, { language, pack }: View, targets: readonly Target[]): Typed {
  const rows = rowsOf(definitions)
  const event = rows.map((row) => mark(row, 'event')).find((id) => id !== undefined)
  const services = rows.flatMap((row) => mark(row, 'service') ?? [])
  const target = targets.find(({ value }) => services.some((service) => value === `${service} ${event}`))?.value ?? newService
  const tag = definitions.$attrs['maru:language']
  return { target, language: pack.languages.some((one) => one.tag === tag) ? tag! : language.tag, event: event ?? '', id: '' }
}
