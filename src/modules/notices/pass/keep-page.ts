/**
 * A page of a pass: what it changes, one event for each person it changes something for, and that it is done stand in one transaction.
 * Whoever dies before it has done nothing; whoever comes after it finds it done.
 */
import { sql } from 'kysely'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { pausePoint } from '../../../kernel/pause/pause.ts'
import type { DutiesOver, Picked, Told } from '../../rules/index.ts'
import { type DueTold, type EntitlementChange, EntitlementsChanged } from '../contract.ts'
import { readDueOf, readStopped, removeDue, removeDueOfGone, writeDue } from '../due/due-rows.ts'
import { compareDue, type DueChanges, type DueFound } from '../due/find-due.ts'
import type { NoticesTables } from '../tables.ts'
import { type ChangeKind, compareStandings, isSame, isTold, keyOf, type Stand, standAfter } from './compare-standings.ts'
import { countChanges } from './count-changes.ts'
import type { FamilyOfHousehold } from './family-of-household.ts'
import { type FoundHere, findStands, type PageDeps, pickAgain } from './find-stands.ts'
import { readGranted, readStands, removeGone, removeStands, writeStands } from './stands.ts'

export interface Page {
  pass: string
  number: number
  /** Ids of residents in the register's order, behind `after`. */
  people: readonly string[]
  after: string
  families: readonly FamilyOfHousehold[]
  /** What they have to do by a day; null where the pack has no duties. */
  due: { law: DutiesOver; found: DueFound } | null
}

interface Change { kind: ChangeKind; stand: Pick<Stand, 'person' | 'service' | 'of' | 'amounts'>; told: Told }

export async function keepPage(db: RoomDatabase<NoticesTables>, deps: Omit<PageDeps, 'granted'>, page: Page): Promise<void> {
  const { families } = page
  const members = families.flatMap((family) => family.members)
  const [before, granted] = members.length === 0 ? [[], new Set<string>()] : await db.transaction(async (tx) => [await readStands(tx, members), await readGranted(tx, members)])
  const { found, unknown, broken } = await findStands({ ...deps, granted }, families)
  const { stands, changes, ended } = await reckon({ ...deps, granted }, before, found, families)
  const due = await reckonDue(db, deps, page)
  const counts = countChanges(stands.filter(({ held }) => held), unknown, changes.map(({ kind, stand }) => ({ kind, service: stand.service })))
  const stood = new Map(before.map((stand) => [keyOf(stand), stand]))
  await pausePoint('pass-page')
  await db.transaction(async (tx) => {
    if (!await isNext(tx, page, { broken: broken.length, counts: JSON.stringify(counts) })) return
    await removeGone(tx, page.after, page.people.at(-1)!, page.people)
    await removeStands(tx, ended)
    await writeStands(tx, page.pass, stands.filter((stand) => !isSame(stood.get(keyOf(stand)), stand)))
    if (due) {
      await removeDueOfGone(tx, page.after, page.people.at(-1)!, page.people)
      await removeDue(tx, due.gone)
      await writeDue(tx, page.pass, due.rows)
    }
    await announceChanges(tx, page.pass, changes, due?.told ?? new Map())
  })
}

async function reckonDue(db: RoomDatabase<NoticesTables>, { pack, days }: Omit<PageDeps, 'granted'>, { people, due }: Page): Promise<DueChanges | null> {
  if (!due) return null
  const [before, stopped] = await db.transaction(async (tx) => [await readDueOf(tx, people), await readStopped(tx, [...new Set(due.found.found.map(({ person }) => person))])])
  return compareDue({ pack, law: due.law, today: days.on }, before, due.found, stopped)
}

/** Of what is found and of what is missed: the day and the reasons of each change, and where everybody stands after it. */
async function reckon(deps: PageDeps, before: readonly Stand[], found: readonly FoundHere[], families: readonly FamilyOfHousehold[]) {
  const { changed, missed } = compareStandings(before, found)
  const stood = new Map(before.map((stand) => [keyOf(stand), stand]))
  const homes = new Map(families.flatMap((family) => family.members.map((member) => [member, family] as const)))
  // What turns before the day ahead is told as of the day it turns; what is so today, as of today.
  const ahead = await tellEach(deps, found.filter((one) => one.now !== null && one.now !== (one.ahead === true)), ({ family, standing }) => ({ facts: family.facts, days: deps.days, standing }))
  const today = await tellEach(deps, changed.filter(({ kind }) => kind === 'gains' || kind === 'loses').map((one) => one.found),
    ({ family, standing }) => ({ facts: family.facts, days: deps.days, standing: { ...standing, ahead: standing.now } }))
  const again = await tellEach(deps, missed, (stand) => { const family = homes.get(stand.person); return family && pickAgain(deps, family, stand) })
  const changes = changed.flatMap(({ kind, found: one }): Change | [] => {
    const told = (kind === 'gains' || kind === 'loses' ? today : ahead).get(one)
    return told === undefined || isTold(kind, stood.get(keyOf(one)), told) ? [] : { kind, stand: one, told }
  })
  // What cannot be said this time stays as it was.
  const ended = missed.filter((stand) => again.get(stand)?.holds !== null)
  const losses = ended.filter(({ held }) => held).flatMap((stand): Change | [] => {
    const told = again.get(stand) ?? withoutReasons(deps, stand)
    return told === undefined ? [] : { kind: 'loses', stand, told }
  })
  const stands = found.filter(({ now }) => now !== null).map((one) => {
    const { family: _family, standing: _standing, ...stand } = one
    return standAfter(stand, ahead.get(one)?.on ?? null)
  })
  return { changes: [...changes, ...losses], ended, stands }
}

/** For whom it was is not in the household any more: the rule cannot be asked of them. */
function withoutReasons({ pack, days }: PageDeps, { service }: Stand): Told | undefined {
  const source = pack.services.find(({ id }) => id === service)?.source
  return source && { on: days.on, holds: false, reasons: [], law: source }
}

async function tellEach<One>({ law }: PageDeps, ones: readonly One[], pickOf: (one: One) => Picked | undefined): Promise<Map<One, Told>> {
  const picks = [...new Set(ones)].flatMap((one) => { const pick = pickOf(one); return pick ? [{ one, pick }] : [] })
  const told = picks.length === 0 ? [] : await law.tell(picks.map(({ pick }) => pick))
  return new Map(picks.map(({ one }, at) => [one, told[at]!]))
}

/** False where another process has done this page, or the pass is over. */
async function isNext(tx: Tx<NoticesTables>, { pass, number, people, families }: Page, { broken, counts }: { broken: number; counts: string }): Promise<boolean> {
  const open = await tx.selectFrom('pass').select('id').where('id', '=', pass).where('finished_at', 'is', null).forUpdate().executeTakeFirst()
  if (!open) return false
  const row = { pass, number, last_person: people.at(-1)!, people: people.length, households: families.length, broken, counts }
  return await tx.insertInto('pass_page').values(row).onConflict((conflict) => conflict.columns(['pass', 'number']).doNothing()).returning('number').executeTakeFirst() !== undefined
}

async function announceChanges(tx: Tx<NoticesTables>, pass: string, changes: readonly Change[], due: ReadonlyMap<string, readonly DueTold[]>) {
  const byPerson = Map.groupBy(changes, ({ stand }) => stand.person)
  const people = [...new Set([...byPerson.keys(), ...due.keys()])]
  if (people.length === 0) return
  const events = people.map((person) => ({ id: newId(), payload: { person, pass, changes: (byPerson.get(person) ?? []).map(asChange), due: due.get(person) ?? [] } }))
  await sql`select kernel.emit((event ->> 'id')::uuid, ${EntitlementsChanged.name}, ${EntitlementsChanged.version}, event -> 'payload')
    from jsonb_array_elements(${JSON.stringify(events)}::jsonb) as event`.execute(tx)
}

const asChange = ({ kind, stand: { service, of, amounts }, told: { on, reasons, law } }: Change): EntitlementChange => ({
  change: kind, service, of: of || null, on, amounts: kind === 'loses' ? {} : amounts as Record<string, number>,
  reasons: reasons.map(({ sentence }) => sentence), law: { name: law.law, article: law.article, unverified: law.unverified === true },
})
