/** Versions of a service: begun by one official, passed by another of the agency, withdrawn with a reason. Each act is in the audit. */
import type { Selectable } from 'kysely'
import type { Overlay } from '../../../../packages/pack-kit/pack-files.ts'
import { overlayPack } from '../../../../packages/pack-kit/overlay-pack.ts'
import type { Problem } from '../../../../packages/pack-kit/problem.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import { type Clock, momentOf } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { catalogueFaults } from '../contract.ts'
import type { CatalogueTables, Origin, VersionState } from '../tables.ts'
import type { Editions } from './editions.ts'
import { changedTexts, hashOf, printJson, readServiceFiles, servicePath, type ServiceFiles } from './service-files.ts'

export type Version = Selectable<CatalogueTables['overlay_version']>

export interface VersionDeps {
  db: RoomDatabase<CatalogueTables>
  clock: Clock
  editions: Editions
  /** Runs everything that `maru pack check` runs over the pack as it would be. */
  check(overlay: Overlay): Promise<Problem[]>
}

const listed = 100
const open: readonly VersionState[] = ['draft', 'in-review']

export interface Versions {
  /** The agency's, the newest first. */
  list(by: Official): Promise<Version[]>
  /** @throws noSuchVersion, also for another agency's */
  read(by: Official, id: string): Promise<Version>
  filesOf(version: Pick<Version, 'service' | 'event' | 'files'>): ServiceFiles
  /** Files of a service that there is not yet: its own, and its life event's. */
  withNew(service: ServiceFiles['service'], event: string): Record<string, string>
  /** The pack as it would be with it. */
  packWith(version: Pick<Version, 'files'>): Pack
  /** @param created the service itself where it is a new one. @param from the file that it begins as. @throws versionOpen */
  begin(by: Official, service: string, event: string, created?: ServiceFiles['service'], from?: { files: ServiceFiles; origin: Origin }): Promise<string>
  /** @param revision that was looked at. @throws notADraft, notYours, changedMeanwhile */
  change(by: Official, id: string, revision: number, change: (files: ServiceFiles) => ServiceFiles): Promise<void>
  /** @throws nothingChanged, versionMoved; @returns what the check finds: then it stays a draft */
  ask(by: Official, id: string): Promise<Problem[]>
  giveBack(by: Official, id: string, remark: string): Promise<void>
  /** @throws ownVersion, versionMoved; @returns what the check finds: then it stays in review */
  publish(by: Official, id: string): Promise<Problem[]>
  drop(by: Official, id: string): Promise<void>
  /** Its form can be begun no more, and whoever has begun it is told why. */
  withdraw(by: Official, id: string, why: string): Promise<void>
}

export function createVersions({ db, clock, editions, check }: VersionDeps): Versions {
  const read = (by: Official, id: string) => db.transaction((tx) => find(tx, by, id))
  const filesOf: Versions['filesOf'] = ({ service, event, files }) => readServiceFiles(service, event, (path) => files[path] ?? editions.textOf(path))
  const note = (tx: Tx<CatalogueTables>, by: Official, act: string, { id, service }: Pick<Version, 'id' | 'service'>, detail: object = {}) =>
    noteAct(tx, `official:${by.official}`, `${act} service version`, `version:${id}`, { service, ...detail })

  /** What it stands on must be what the house runs on: nobody's later work is written over. */
  const demandFresh = ({ base }: Version) => {
    const moved = Object.keys(base).find((path) => base[path] !== hashOf(editions.textOf(path)))
    if (moved !== undefined) throw new Fault(catalogueFaults.versionMoved, { values: { file: moved } })
  }

  const checked = async (version: Version) => {
    await editions.refresh()
    demandFresh(version)
    const over = new Map(editions.changed().map((path) => [path, editions.textOf(path)!]))
    return check(new Map([...over, ...Object.entries(version.files)]))
  }

  return {
    list: ({ agency }) => db.transaction((tx) => tx.selectFrom('overlay_version').selectAll().where('agency', '=', agency).where('state', '<>', 'dropped').orderBy('changed_at', 'desc').limit(listed).execute()),
    read, filesOf,
    withNew: (service, event) => Object.fromEntries(withService(editions, service, event)),
    packWith: ({ files }) => ({ ...editions.pack, ...overlayPack(editions.pack, new Map(Object.entries(files))).parts }),
    async begin(by, service, event, created, from) {
      await editions.refresh()
      const files = created ? withService(editions, created, event) : new Map<string, string>()
      if (from) for (const [path, text] of changedTexts(filesOf({ service, event, files: Object.fromEntries(files) }), from.files)) files.set(path, text)
      const [id, at] = [newId(), momentOf(clock)]
      await db.transaction(async (tx) => {
        // One after the other: of two who begin at once the second is told.
        await tx.selectFrom('state').select('one').forUpdate().executeTakeFirstOrThrow()
        const other = await tx.selectFrom('overlay_version').select('id').where('service', '=', service).where('state', 'in', open).executeTakeFirst()
        if (other) throw new Fault(catalogueFaults.versionOpen)
        await tx.insertInto('overlay_version').values({
          id, agency: by.agency, service, event, state: 'draft', files: JSON.stringify(Object.fromEntries(files)), base: JSON.stringify(Object.fromEntries([...files.keys()].map((path) => [path, hashOf(editions.textOf(path))]))),
          author: by.official, author_name: by.name, begun_at: at, changed_at: at, ...(from ? { origin: JSON.stringify(from.origin) } : {}),
        }).execute()
        await note(tx, by, 'begin', { id, service }, from ? { file: from.origin.file } : {})
      })
      return id
    },
    change: (by, id, revision, change) => db.transaction(async (tx) => {
      const version = await find(tx, by, id)
      if (version.state !== 'draft') throw new Fault(catalogueFaults.notADraft)
      if (version.author !== by.official) throw new Fault(catalogueFaults.notYours)
      if (version.revision !== revision) throw new Fault(catalogueFaults.changedMeanwhile)
      const before = filesOf(version)
      const texts = changedTexts(before, change(structuredClone(before)))
      const base = { ...Object.fromEntries([...texts.keys()].map((path) => [path, hashOf(editions.textOf(path))])), ...version.base }
      await tx.updateTable('overlay_version').set({
        files: JSON.stringify({ ...version.files, ...Object.fromEntries(texts) }), base: JSON.stringify(base), revision: revision + 1, changed_at: momentOf(clock),
      }).where('id', '=', id).execute()
      await note(tx, by, 'change', version, { files: [...texts.keys()] })
    }),
    async ask(by, id) {
      const version = await read(by, id)
      if (version.state !== 'draft') throw new Fault(catalogueFaults.notADraft)
      if (version.author !== by.official) throw new Fault(catalogueFaults.notYours)
      if (Object.keys(version.files).length === 0) throw new Fault(catalogueFaults.nothingChanged)
      const problems = await checked(version)
      if (problems.length === 0) await move(by, version, 'in-review', 'ask for review of', { remark: null })
      return problems
    },
    async giveBack(by, id, remark) {
      const version = await read(by, id)
      if (version.state !== 'in-review') throw new Fault(catalogueFaults.notInReview)
      await move(by, version, 'draft', 'give back', { remark, ...reviewing(by) })
    },
    async publish(by, id) {
      const version = await read(by, id)
      if (version.state !== 'in-review') throw new Fault(catalogueFaults.notInReview)
      if (version.author === by.official) throw new Fault(catalogueFaults.ownVersion)
      const problems = await checked(version)
      if (problems.length > 0) return problems
      await db.transaction(async (tx) => {
        const edition = await nextEdition(tx)
        // Under the lock of the number: what has been checked is what it stands on still, or nothing is published.
        if (edition !== editions.current + 1) throw new Fault(catalogueFaults.changedMeanwhile)
        await take(tx, by, version, { state: 'published', remark: null, edition, ...reviewing(by) })
        await note(tx, by, 'publish', version, { edition })
      })
      await editions.refresh()
      return []
    },
    async drop(by, id) {
      const version = await read(by, id)
      if (version.state !== 'draft') throw new Fault(catalogueFaults.notADraft)
      if (version.author !== by.official) throw new Fault(catalogueFaults.notYours)
      await move(by, version, 'dropped', 'drop', {})
    },
    async withdraw(by, id, why) {
      await db.transaction(async (tx) => {
        const version = await find(tx, by, id)
        if (version.state !== 'published') throw new Fault(catalogueFaults.notPublished)
        const edition = await nextEdition(tx)
        await take(tx, by, version, { state: 'withdrawn', withdrawn_edition: edition, withdrawn_by: by.official, withdrawn_name: by.name, withdrawn_at: momentOf(clock), withdrawn_why: why })
        await note(tx, by, 'withdraw', version, { edition })
      })
      await editions.refresh()
    },
  }

  function reviewing(by: Official) {
    return { reviewer: by.official, reviewer_name: by.name, reviewed_at: momentOf(clock) }
  }

  function move(by: Official, version: Version, state: VersionState, act: string, more: Partial<Pick<Version, 'remark' | 'reviewer' | 'reviewer_name' | 'reviewed_at'>>) {
    return db.transaction(async (tx) => {
      await take(tx, by, version, { state, ...more })
      await note(tx, by, act, version)
    })
  }

  async function take(tx: Tx<CatalogueTables>, by: Official, { id, revision, state }: Version, values: Partial<Omit<Version, 'files' | 'base' | 'origin'>>) {
    const now = await find(tx, by, id)
    if (now.revision !== revision || now.state !== state) throw new Fault(catalogueFaults.changedMeanwhile)
    await tx.updateTable('overlay_version').set({ ...values, changed_at: momentOf(clock), revision: revision + 1 }).where('id', '=', id).execute()
  }
}

async function find(tx: Tx<CatalogueTables>, { agency }: Pick<Official, 'agency'>, id: string): Promise<Version> {
  const row = await tx.selectFrom('overlay_version').selectAll().where('id', '=', id).where('agency', '=', agency).where('state', '<>', 'dropped').forUpdate().executeTakeFirst()
  if (!row) throw new Fault(catalogueFaults.noSuchVersion)
  return row
}

/** Its row is locked until the end of the transaction: editions become visible in their order. What is kept of the catalogue is read anew. */
async function nextEdition(tx: Tx<CatalogueTables>): Promise<number> {
  const { edition } = await tx.updateTable('state').set(({ eb }) => ({ edition: eb('edition', '+', 1), version: eb('version', '+', 1) })).returning('edition').executeTakeFirstOrThrow()
  return edition
}

/** A new service belongs to its life event from the start. */
function withService(editions: Editions, service: ServiceFiles['service'], event: string): Map<string, string> {
  const path = `life-events/${event}.json`
  const own = JSON.parse(editions.textOf(path) ?? '{}') as ServiceFiles['event']
  return new Map([[servicePath(service.id), printJson(service)], [path, printJson({ ...own, services: [...own.services, service.id] })]])
}
