/** The service studio: for officials who own services, and for the colleague who reviews. */
import Type from 'typebox'
import type { Step } from '../../../../packages/pack-kit/schema/life-event.ts'
import { File, SeeOther } from '../../../kernel/http/answers.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import type { Wording } from '../../../web/wordings.ts'
import { processOfService } from '../bpmn/process-of.ts'
import { catalogueFaults } from '../contract.ts'
import type { Editions } from './editions.ts'
import { moveQuestion, putQuestion, questionsOf, removeQuestion } from './change-form.ts'
import { differencesOf } from './differences.ts'
import { detailsPage } from './pages/details-page.tsx'
import { mistakesInWords } from './pages/mistakes-in-words.ts'
import { questionPage } from './pages/question-page.tsx'
import { servicesStudioPage, versionPath } from './pages/services-studio-page.tsx'
import { stepPage } from './pages/step-page.tsx'
import { versionPage, type VersionPage } from './pages/version-page.tsx'
import { blankService, newServiceMistakes } from './new-service.ts'
import { readDetails, readText, textMistakes, typedDetails } from './read-details.ts'
import { readQuestion, typedQuestion } from './read-question.ts'
import { printJson, type ServiceFiles } from './service-files.ts'
import type { Versions } from './versions.ts'

export interface StudioRoutes {
  versions: Versions
  editions: Editions
  today(): string
  /** By the tag of a language; one that the pack does not have gives its own. */
  wordingIn(tag: string): Wording
}

const who = 'service-owner'
const params = strict({ version: Uuid })
const questionParams = strict({ version: Uuid, fact: Type.String({ pattern: '^(new|[a-z_]{1,60}\\.[a-z_]{1,60})$' }) })
const stepParams = strict({ version: Uuid, step: Type.String({ pattern: '^[a-z][a-z0-9-]{0,60}$' }) })
const typed = Type.Record(Type.String({ maxLength: 60 }), Type.String({ maxLength: 4_000 }))
const id = Type.String({ pattern: '^[a-z][a-z0-9-]{0,60}$' })

export function studioRoutes(http: Http<View>, { versions, editions, today }: StudioRoutes) {
  async function show(view: View, by: Official, version: string, more: Pick<VersionPage, 'problems' | 'errors'> = {}) {
    const row = await versions.read(by, version)
    // What was published is compared with what the house ran on before it.
    const before = (path: string) => (row.edition === null ? editions.textOf(path) : editions.textAt(row.edition - 1, path))
    const differences = new Map(Object.entries(row.files).map(([path, text]) => [path, differencesOf(before(path), text)] as const).filter(([, found]) => found.length > 0))
    return versionPage(view, { version: row, files: versions.filesOf(row), differences, ...more })
  }

  http.page('/console/services', { who }, async ({ principal, view }) => servicesStudioPage(view, principal.agency, await versions.list(principal)))

  http.form('/console/services/versions', { who, body: strict({ service: id, event: id }) }, async ({ body: { service, event }, principal, view }) => {
    const own = view.pack.services.find((one) => one.id === service && one.agency === principal.agency && one.lifeEvents.includes(event))
    if (!own) throw new Fault(catalogueFaults.noSuchService)
    return new SeeOther(versionPath(await versions.begin(principal, service, event)))
  })

  http.page('/console/services/new', { who }, ({ view }) => detailsPage(view, { version: undefined, typed: { 'processing.days': '', 'processing.clock': 'office-days', 'certificate': 'no', 'source.asOf': today() } }))

  http.form('/console/services/new', { who, body: typed }, async ({ body, principal, view }) => {
    const { service, mistakes } = readDetails(body, view.pack, blankService(view.pack, principal.agency, body))
    const all = [...newServiceMistakes(view.pack, principal.agency, service.id, service.lifeEvents[0] ?? '', (path) => editions.textOf(path) !== undefined), ...mistakes]
    if (all.length > 0) return detailsPage(view, { version: undefined, typed: body, errors: mistakesInWords(view, all) })
    return new SeeOther(versionPath(await versions.begin(principal, service.id, service.lifeEvents[0]!, service)))
  })

  http.page('/console/services/versions/:version', { who, params }, ({ params: { version }, principal, view }) => show(view, principal, version))

  http.page('/console/services/versions/:version/files.json', { who, params }, async ({ params: { version }, principal }) => {
    const { service, files } = await versions.read(principal, version)
    return new File(printJson(files), 'application/json', { name: `${service}.json`, cache: 'private, no-store' })
  })

  http.page('/console/services/versions/:version/process.bpmn', { who, params }, async ({ params: { version }, principal, view }) => {
    const { service, event } = versions.filesOf(await versions.read(principal, version))
    return new File(await processOfService(view, service, event), 'application/xml; charset=utf-8', { name: `${service.id}.bpmn`, cache: 'private, no-store' })
  })

  http.page('/console/services/versions/:version/details', { who, params }, async ({ params: { version }, principal, view }) => {
    const row = await versions.read(principal, version)
    return detailsPage(view, { version: row, typed: typedDetails(versions.filesOf(row).service, view.pack) })
  })

  http.form('/console/services/versions/:version/details', { who, params, body: typed }, async ({ params: { version }, body, principal, view }) => {
    const row = await versions.read(principal, version)
    const { service, mistakes } = readDetails(body, view.pack, versions.filesOf(row).service)
    if (mistakes.length > 0) return detailsPage(view, { version: row, typed: body, errors: mistakesInWords(view, mistakes) })
    await versions.change(principal, version, Number(body['revision']), (files) => ({ ...files, service }))
    return new SeeOther(versionPath(version))
  })

  http.page('/console/services/versions/:version/questions/:fact', { who, params: questionParams }, async ({ params: { version, fact }, principal, view }) => {
    const row = await versions.read(principal, version)
    const files = versions.filesOf(row)
    if (fact === 'new') return questionPage(view, { version: row, files, fact: undefined, typed: {} })
    const found = questionsOf(files.event).find(({ question }) => question.fact === fact)
    if (!found) throw new Fault(catalogueFaults.noSuchQuestion)
    return questionPage(view, { version: row, files, fact, typed: typedQuestion(found.question, found.step.id, view.pack) })
  })

  http.form('/console/services/versions/:version/questions/:fact', { who, params: questionParams, body: typed }, async ({ params: { version, fact }, body, principal, view }) => {
    const row = await versions.read(principal, version)
    const files = versions.filesOf(row)
    const found = questionsOf(files.event).find(({ question }) => question.fact === fact)
    if (fact !== 'new' && !found) throw new Fault(catalogueFaults.noSuchQuestion)
    const { asked, mistakes } = readQuestion(body, view.pack, files, found?.question)
    if (mistakes.length > 0) return questionPage(view, { version: row, files, fact: found?.question.fact, typed: { ...body, ...(found ? { type: found.question.type } : {}) }, errors: mistakesInWords(view, mistakes) })
    await versions.change(principal, version, Number(body['revision']), (before) => putQuestion(before, asked))
    return new SeeOther(versionPath(version))
  })

  http.form('/console/services/versions/:version/questions/:fact/place', { who, params: questionParams, body: strict({ revision: Type.String({ pattern: '^[0-9]{1,9}$' }), by: Type.Union([Type.Literal('earlier'), Type.Literal('later'), Type.Literal('remove')]) }) }, async ({ params: { version, fact }, body: { revision, by }, principal, view }) => {
    const known = new Set(view.pack.facts.map((one) => one.fact))
    await versions.change(principal, version, Number(revision), (files) => (by === 'remove' ? removeQuestion(files, fact, known) : moveQuestion(files, fact, by === 'earlier' ? -1 : 1)))
    return new SeeOther(versionPath(version))
  })

  http.page('/console/services/versions/:version/pages/:step', { who, params: stepParams }, async ({ params: { version, step }, principal, view }) => {
    const row = await versions.read(principal, version)
    const { title, lead } = stepIn(versions.filesOf(row), step)
    return stepPage(view, { version: row, step, typed: Object.fromEntries(view.pack.languages.flatMap(({ tag }) => [[`title.${tag}`, title[tag] ?? ''], [`lead.${tag}`, lead?.[tag] ?? '']])) })
  })

  http.form('/console/services/versions/:version/pages/:step', { who, params: stepParams, body: typed }, async ({ params: { version, step }, body, principal, view }) => {
    const row = await versions.read(principal, version)
    const before = stepIn(versions.filesOf(row), step)
    const [title, lead] = [readText(body, 'title', view.pack), readText(body, 'lead', view.pack)]
    const texts = { title, ...(Object.values(lead).some((words) => words !== '') ? { lead } : {}) }
    const mistakes = textMistakes(texts, view.pack)
    if (mistakes.length > 0) return stepPage(view, { version: row, step, typed: body, errors: mistakesInWords(view, mistakes) })
    const { lead: _lead, ...kept } = before
    await versions.change(principal, version, Number(body['revision']), (files) => ({ ...files, event: { ...files.event, steps: files.event.steps.map((one) => (one.id === step ? { ...kept, ...texts } : one)) } }))
    return new SeeOther(versionPath(version))
  })

  http.form('/console/services/versions/:version/acts', { who, params, body: strict({ 'act': Type.Enum(['ask', 'publish', 'give-back', 'drop', 'withdraw']), 'words-give-back': Type.Optional(Type.String({ maxLength: 2_000 })), 'words-withdraw': Type.Optional(Type.String({ maxLength: 2_000 })) }) }, async ({ params: { version }, body, principal, view }) => {
    const words = (act: 'give-back' | 'withdraw') => (body[`words-${act}`] ?? '').trim()
    const silent = (act: 'give-back' | 'withdraw') => show(view, principal, version, { errors: [{ field: `words-${act}`, text: view.t('catalogue.studio.mistake.missing') }] })
    switch (body.act) {
      case 'ask': case 'publish': {
        const problems = await versions[body.act](principal, version)
        return problems.length > 0 ? show(view, principal, version, { problems }) : new SeeOther(versionPath(version))
      }
      case 'give-back': {
        if (words('give-back') === '') return silent('give-back')
        await versions.giveBack(principal, version, words('give-back'))
        return new SeeOther(versionPath(version))
      }
      case 'withdraw': {
        if (words('withdraw') === '') return silent('withdraw')
        await versions.withdraw(principal, version, words('withdraw'))
        return new SeeOther(versionPath(version))
      }
      default: {
        await versions.drop(principal, version)
        return new SeeOther('/console/services')
      }
    }
  })
}

function stepIn({ event }: ServiceFiles, id: string): Step {
  const step = event.steps.find((one) => one.id === id)
  if (!step) throw new Fault(catalogueFaults.noSuchQuestion)
  return step
}
