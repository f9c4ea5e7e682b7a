/**
 * What the house runs on: the pack's folder, and over it what service owners have published. Each publication and each withdrawal makes an
 * edition, by number; 0 is the folder alone. An application keeps the number that it began with, and every process can tell what it meant.
 */
import { checkReferences } from '../../../../packages/pack-kit/check-references.ts'
import { overlayPack, type ServiceParts } from '../../../../packages/pack-kit/overlay-pack.ts'
import { packFiles } from '../../../../packages/pack-kit/pack-files.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Database } from '../../../kernel/db/database.ts'
import type { Log } from '../../../kernel/log/log.ts'
import type { CatalogueTables } from '../tables.ts'

/** Why the form that somebody began to fill in is there no more; null: this installation does not know its version, or the pack has changed beneath it. */
export interface FormGone { withdrawal: { agency: string; why: string; at: Date } | null }

export interface Editions {
  /** The running pack: what a service is made of moves with every edition, also while somebody holds it. */
  readonly pack: Pack
  readonly current: number
  /** Of an edition that this database does not know, the running one. */
  packAt(edition: number): Pack
  /** @returns undefined where the form that an application began with still holds */
  formGone(edition: number, event: string): FormGone | undefined
  /** A file as the house runs on it; undefined: there is none. */
  textOf(path: string): string | undefined
  textAt(edition: number, path: string): string | undefined
  /** Paths that stand over the folder. */
  changed(): string[]
  /** Makes sure of an edition that another process may have published a moment ago. */
  know(edition: number): Promise<void>
  refresh(): Promise<void>
  close(): void
}

/** Milliseconds in which what another process publishes is seen here. */
const believed = 2_000

interface Published { id: string; agency: string; edition: number; withdrawn_edition: number | null; withdrawn_at: Date | null; withdrawn_why: string | null; files: Record<string, string> }
/** `left`: versions that do not fit this folder, and so do not count. */
interface Edition { pack: Pack; effective: Published[]; left: ReadonlySet<string> }

export async function openEditions(database: Database, folder: Pack, log: Log): Promise<Editions> {
  const db = database.room<CatalogueTables>('catalogue')
  const known = new Map<number, Edition>()
  const told = new Set<string>()
  let rows: Published[] = []
  let current = 0

  const editionAt = (edition: number): Edition => {
    let found = known.get(edition)
    if (!found) known.set(edition, found = makeEdition(folder, rows.filter((row) => holdsAt(row, edition)), (id, problem) => {
      if (told.has(id)) return
      told.add(id)
      log.error({ version: id, problem }, 'catalogue: a published version does not fit the pack and is left out')
    }))
    return found
  }
  const newestText = (edition: Edition, path: string) => edition.effective.findLast(({ id, files }) => path in files && !edition.left.has(id))

  const textAt = (edition: number, path: string) => newestText(editionAt(edition), path)?.files[path] ?? packFiles(folder.folder).read(path)

  async function refresh() {
    const found = await db.transaction(async (tx) => {
      const { edition } = await tx.selectFrom('state').select('edition').executeTakeFirstOrThrow()
      if (edition === current) return undefined
      const published = await tx.selectFrom('overlay_version').select(['id', 'agency', 'edition', 'withdrawn_edition', 'withdrawn_at', 'withdrawn_why', 'files']).where('edition', 'is not', null).orderBy('edition').execute()
      return { edition, published: published as Published[] }
    })
    if (!found) return
    rows = found.published
    known.clear()
    current = found.edition
  }

  await refresh()
  const timer = setInterval(() => void refresh().catch((cause: unknown) => log.warn({ cause }, 'catalogue: editions cannot be read')), believed).unref()
  return {
    pack: runningPack(folder, () => editionAt(current).pack),
    get current() { return current },
    packAt: (edition) => editionAt(Math.min(edition, current)).pack,
    formGone(edition, event) {
      const { pack, effective, left } = editionAt(Math.min(edition, current))
      if (edition > current) return { withdrawal: null }
      const own = effective.findLast(({ files }) => `life-events/${event}.json` in files)
      if (own?.withdrawn_at && own.withdrawn_why !== null) return { withdrawal: { agency: own.agency, why: own.withdrawn_why, at: own.withdrawn_at } }
      return (own && left.has(own.id)) || !pack.lifeEvents.some(({ id }) => id === event) ? { withdrawal: null } : undefined
    },
    textOf: (path) => textAt(current, path),
    textAt,
    changed: () => [...new Set(editionAt(current).effective.flatMap(({ files }) => Object.keys(files)))].filter((path) => newestText(editionAt(current), path) !== undefined).sort(),
    know: (edition) => (edition <= current ? Promise.resolve() : refresh()),
    refresh,
    close: () => { clearInterval(timer) },
  }
}

const holdsAt = ({ edition: from, withdrawn_edition: until }: Published, edition: number) => from <= edition && (until === null || until > edition)

/** A version that does not fit is left out, and whatever rests on it begins again by the rules for forms that are gone: the house starts all the same. */
function makeEdition(folder: Pack, effective: Published[], tell: (id: string, problem: string) => void): Edition {
  const left = new Set<string>()
  let parts: ServiceParts = folder
  for (const { id, files } of effective) {
    const over = overlayPack(parts, new Map(Object.entries(files)))
    const [problem] = over.problems.length > 0 ? over.problems : checkReferences({ ...folder, ...over.parts })
    if (problem) {
      left.add(id)
      tell(id, `${problem.file}#${problem.pointer}: ${problem.message}`)
    } else parts = over.parts
  }
  const { services, lifeEvents, facts, purposes } = parts
  return { pack: { ...folder, services, lifeEvents, facts, purposes }, effective, left }
}

const moving = ['services', 'lifeEvents', 'facts', 'purposes'] as const satisfies readonly (keyof ServiceParts)[]

/** Rooms hold the pack from the start: what moves is looked up each time. */
function runningPack(folder: Pack, now: () => Pack): Pack {
  return Object.defineProperties({ ...folder }, Object.fromEntries(moving.map((part) => [part, { enumerable: true, get: () => now()[part] }])))
}

/** The folder alone: for what runs beside a house and shows nobody a form. */
export const folderAlone = (pack: Pack): Editions => ({
  pack, current: 0, packAt: () => pack, formGone: () => undefined, textOf: (path) => packFiles(pack.folder).read(path), textAt: (_, path) => packFiles(pack.folder).read(path), changed: () => [],
  know: () => Promise.resolve(), refresh: () => Promise.resolve(), close: () => undefined,
})
