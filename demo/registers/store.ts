/** One register's own database: SQLite in a file, durable before anything is acknowledged. */
import { DatabaseSync } from 'node:sqlite'
import type { Related, RegisterValue } from './answers.ts'

export type Answers = Record<string, RegisterValue>

export interface Child { personId: string; name: string; birthDate: string; sex: string }
export interface Birth { idempotencyKey: string; parents: string[]; child: { name: string; birthDate: string; sex: string }; reportedBy: string }
export type Registered = { childId: string; registeredAt: string; again: boolean } | 'already-registered' | 'unknown-parent'

export interface Store {
  isEmpty(): boolean
  fill(people: Iterable<[id: string, answers: Answers]>): void
  read(id: string): Answers | undefined
  /** Ids in their order, after one of them. */
  list(after: string, limit: number): string[]
  registerBirth(birth: Birth, idOf: (order: number) => string, now: string): Registered
  /** Births that the register of residents has not heard of. */
  untold(): { key: string; parents: string[]; child: Child }[]
  told(key: string): void
  /** Once for a key; false: nobody of that id is kept here. */
  change(key: string, id: string, by: (held: Answers) => Answers): boolean
  addMember(key: string, parents: string[], child: Child): void
  /** Somebody who is kept here already stays as they are. */
  addPerson(id: string, answers: Answers): void
  close(): void
}

export function openStore(file: string): Store {
  const db = new DatabaseSync(file)
  db.exec(`pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -512;
    create table if not exists person (id text primary key, answers text not null) without rowid;
    create table if not exists birth (key text primary key, parents text not null, name text not null, born text not null, child text not null, at text not null, told int not null default 0) without rowid;
    create unique index if not exists one_birth on birth (parents, name, born);
    create table if not exists change (key text primary key) without rowid;
    create table if not exists member (key text primary key) without rowid;`)
  const select = db.prepare('select answers from person where id = ?')
  const page = db.prepare('select id from person where id > ? order by id limit ?')
  const update = db.prepare('update person set answers = ? where id = ?')
  const insert = db.prepare('insert into person (id, answers) values (?, ?)')
  const read = (id: string) => {
    const row = select.get(id) as { answers: string } | undefined
    return row && JSON.parse(row.answers) as Answers
  }
  const change = (id: string, by: (answers: Answers) => Answers) => {
    const answers = read(id)
    if (answers) update.run(JSON.stringify(by(answers)), id)
  }
  const atomic = <Result>(work: () => Result): Result => {
    db.exec('begin immediate')
    try {
      const result = work()
      db.exec('commit')
      return result
    } catch (cause) {
      db.exec('rollback')
      throw cause
    }
  }

  return {
    isEmpty: () => (db.prepare('select count(*) as n from person').get() as { n: number }).n === 0,
    fill: (people) => atomic(() => { for (const [id, answers] of people) insert.run(id, JSON.stringify(answers)) }),
    read,
    list: (after, limit) => (page.all(after, limit) as { id: string }[]).map(({ id }) => id),
    registerBirth: ({ idempotencyKey, parents, child }, idOf, now) => atomic(() => {
      const before = db.prepare('select child, at from birth where key = ?').get(idempotencyKey) as { child: string; at: string } | undefined
      if (before) return { childId: (JSON.parse(before.child) as Child).personId, registeredAt: before.at, again: true }
      const family = [...parents].sort().join(' ')
      const records = parents.map((id) => read(id))
      if (records.length === 0 || records.some((record) => record === undefined)) return 'unknown-parent'
      if (records.some((record) => listOf(record!).some(({ name, birthDate }) => name === child.name && birthDate === child.birthDate))) return 'already-registered'
      const { n } = db.prepare('select count(*) as n from birth').get() as { n: number }
      const born: Child = { personId: idOf(n + 1), ...child }
      db.prepare('insert into birth (key, parents, name, born, child, at) values (?, ?, ?, ?, ?, ?)').run(idempotencyKey, family, child.name, child.birthDate, JSON.stringify(born), now)
      for (const id of parents) change(id, (answers) => ({ ...answers, children: [...listOf(answers), { ...born }] }))
      return { childId: born.personId, registeredAt: now, again: false }
    }),
    untold: () => (db.prepare('select key, parents, child from birth where told = 0').all() as { key: string; parents: string; child: string }[])
      .map(({ key, parents, child }) => ({ key, parents: parents.split(' '), child: JSON.parse(child) as Child })),
    told: (key) => void db.prepare('update birth set told = 1 where key = ?').run(key),
    change: (key, id, by) => atomic(() => {
      if (read(id) === undefined) return false
      if (db.prepare('insert into change (key) values (?) on conflict do nothing').run(key).changes > 0) change(id, by)
      return true
    }),
    addMember: (key, parents, child) => atomic(() => {
      if (db.prepare('insert into member (key) values (?) on conflict do nothing').run(key).changes === 0) return
      for (const id of householdsOf(read, parents)) {
        change(id, (answers) => ({ ...answers, members: [...membersOf(answers), { ...child, relation: parents.includes(id) ? 'child' : 'other' }] }))
      }
    }),
    addPerson: (id, answers) => void db.prepare('insert into person (id, answers) values (?, ?) on conflict do nothing').run(id, JSON.stringify(answers)),
    close: () => db.close(),
  }
}

type People = Related[]
const listOf = (answers: Answers) => (Array.isArray(answers['children']) ? answers['children'] : []) as People
const membersOf = (answers: Answers) => (Array.isArray(answers['members']) ? answers['members'] : []) as People

/** Everybody who lives with one of the parents. */
function householdsOf(read: Store['read'], parents: string[]): Set<string> {
  const ids = new Set<string>()
  for (const parent of parents) {
    const answers = read(parent)
    for (const { personId } of answers ? membersOf(answers) : []) if (typeof personId === 'string') ids.add(personId)
  }
  return ids
}
