/** A pass over everybody: it goes on where one of the same day and law was stopped, page by page, and ends when the register has no more. */
import { sql } from 'kysely'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase, Tx } from '../../../kernel/db/database.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import type { Exchange } from '../../exchange/index.ts'
import { dutiesElsewhere, passElsewhere, type PassOver } from '../../rules/index.ts'
import { findDue } from '../due/find-due.ts'
import type { NoticesTables } from '../tables.ts'
import { familyOfHousehold } from './family-of-household.ts'
import { keepPage } from './keep-page.ts'
import { publishUnclaimed } from './publish-unclaimed.ts'

export interface PassDeps {
  db: RoomDatabase<NoticesTables>
  pack: Pack
  clock: Clock
  exchange: Pick<Exchange, 'residents' | 'askEverybody' | 'askPeople'>
}

export interface PassOptions {
  /** Residents a page. */
  size?: number
  stop?: AbortSignal
  onPage?(done: { number: number; people: number }): void
}

/** Enough that compiling the law for a page costs little, few enough for the memory of a small machine. */
const pageSize = 10_000
/** “About to” is within so many days: a month's pay, and time to answer a letter. */
const daysAhead = 35

/** @returns its id. @throws Fault exchange.register-unavailable: it goes on from there when it is run again */
export async function runPass({ db, pack, clock, exchange }: PassDeps, { size = pageSize, stop, onPage }: PassOptions = {}): Promise<string> {
  const purpose = pack.purposes.find(({ everybody, id }) => everybody && id !== pack.due)
  if (!purpose) throw new Error(`the pack ${pack.id} has no purpose for looking at everybody (purposes.json, "everybody": true)`)
  const today = clock.today()
  const now = () => new Date(clock.now().epochMilliseconds)
  await using law = await passElsewhere(pack)
  // A thread begins with its first question: a country without duties has none.
  await using duties = pack.due === undefined || pack.duties.length === 0 ? null : dutiesElsewhere(pack, pack.dutyPages)
  const pass = await db.transaction((tx) => openPass(tx, { purpose: purpose.id, on: today.toString(), ahead: today.add({ days: daysAhead }).toString(), law, now: now() }))
  const days = { on: pass.on_day, ahead: pass.ahead_day }
  for (;;) {
    stop?.throwIfAborted()
    const done = await db.transaction((tx) => tx.selectFrom('pass_page').select(['number', 'last_person']).where('pass', '=', pass.id).orderBy('number', 'desc').limit(1).executeTakeFirst())
    const after = done?.last_person ?? ''
    const people = await exchange.residents(purpose.id, after, size)
    if (people.length === 0) break
    const homes = await exchange.askEverybody({ pass: pass.id, purpose: purpose.id, people })
    const due = duties && { law: duties, found: await findDue({ pack, exchange, law: duties, pass: pass.id, today: days.on }, people) }
    const number = (done?.number ?? 0) + 1
    await keepPage(db, { pack, law, days }, { pass: pass.id, number, people, after, families: homes.map((home) => familyOfHousehold(pack, home, days.on)), due })
    onPage?.({ number, people: people.length })
  }
  await db.transaction(async (tx) => {
    await tx.updateTable('pass').set({ finished_at: now() }).where('id', '=', pass.id).where('finished_at', 'is', null).execute()
    await publishUnclaimed(tx, pack, pass.id, days.on)
  })
  return pass.id
}

interface Opening { purpose: string; on: string; ahead: string; law: PassOver; now: Date }

/** One pass at a time: of the same day, law and purpose it is the one that was begun; another is given up, and this one compares what it had not reached. */
async function openPass(tx: Tx<NoticesTables>, { purpose, on, ahead, law: { edition }, now }: Opening) {
  await sql`select pg_advisory_xact_lock(hashtextextended('notices/pass', 0))`.execute(tx)
  const open = await tx.selectFrom('pass').select(['id', 'purpose', 'on_day', 'ahead_day', 'edition']).where('finished_at', 'is', null).executeTakeFirst()
  if (open?.on_day === on && open.edition === edition && open.purpose === purpose && open.ahead_day === ahead) return open
  if (open) await tx.updateTable('pass').set({ finished_at: now, abandoned: true }).where('id', '=', open.id).execute()
  const row = { id: newId(), purpose, on_day: on, ahead_day: ahead, edition }
  await tx.insertInto('pass').values({ ...row, started_at: now, finished_at: null }).execute()
  return row
}
