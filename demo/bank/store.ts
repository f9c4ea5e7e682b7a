/** The bank's own books: SQLite in a file, durable before anything is acknowledged. */
import { DatabaseSync } from 'node:sqlite'
import { writeCamt053 } from './iso20022/write-camt053.ts'
import { writeCamt054 } from './iso20022/write-camt054.ts'

export interface Payment { debtor: string; creditor: string; amount: number; currency: string }
export type Word = { state: 'accepted'; reference: string } | { state: 'rejected'; reason: string }
export interface Booking { reference: string; account: string; amount: number; bookedOn: string; endToEnd: string | null; reason: string | null }

export interface BankStore {
  /** @returns the same word for the same key; `other` where the key stands for another payment */
  pay(key: string, payment: Payment, decide: () => Word): { word: Word; again: boolean } | 'other'
  /** Money that somebody pays in. @param held it is announced, and no statement has it until it is let go */
  credit(account: string, amount: number, text: string, held: boolean): void
  /** What was held stands in the next statement. */
  letGo(account: string): void
  /** The statement of that number: written when it is first asked for and there is something to say, and never changed. */
  statement(account: string, sequence: number): string | undefined
  /** The notification of that number: what has been booked and stands in none before it, whether a statement has it or not. It never changes either. */
  notification(account: string, sequence: number): string | undefined
  close(): void
}

/** @param returns why a payment comes back after it was booked; undefined: it arrives */
export function openBankStore(file: string, currency: { code: string; minorUnit: number }, today: () => string, returns: (creditor: string) => string | undefined): BankStore {
  const db = new DatabaseSync(file)
  db.exec(`pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -256;
    create table if not exists payment (key text primary key, content text not null, word text not null) without rowid;
    create table if not exists booking (id integer primary key, account text not null, amount int not null, on_day text not null, end_to_end text, reason text, statement int);
    create index if not exists unsaid on booking (account, id) where statement is null;
    create table if not exists statement (account text not null, sequence int not null, closing int not null, xml text not null, primary key (account, sequence)) without rowid;
    create table if not exists notification (account text not null, sequence int not null, last int not null, xml text not null, primary key (account, sequence)) without rowid;
    create index if not exists of_account on booking (account, id);
    create table if not exists held (booking integer primary key);`)
  const book = db.prepare('insert into booking (account, amount, on_day, end_to_end, reason) values (?, ?, ?, ?, ?)')
  type Row = { id: number; amount: number; on_day: string; end_to_end: string | null; reason: string | null }
  const bookingOf = (account: string, { id, amount, on_day, end_to_end, reason }: Row): Booking => ({ reference: `B${id}`, account, amount, bookedOn: on_day, endToEnd: end_to_end, reason })
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
    pay: (key, payment, decide) => atomic(() => {
      const content = JSON.stringify(payment)
      const before = db.prepare('select content, word from payment where key = ?').get(key) as { content: string; word: string } | undefined
      if (before) return before.content === content ? { word: JSON.parse(before.word) as Word, again: true } : 'other'
      const word = decide()
      db.prepare('insert into payment (key, content, word) values (?, ?, ?)').run(key, content, JSON.stringify(word))
      if (word.state === 'accepted') book.run(payment.debtor, -payment.amount, today(), key, null)
      return { word, again: false }
    }),
    credit: (account, amount, text, held) => atomic(() => {
      const { lastInsertRowid } = book.run(account, amount, today(), text, null)
      if (held) db.prepare('insert into held (booking) values (?)').run(lastInsertRowid)
    }),
    letGo: (account) => void db.prepare('delete from held where booking in (select id from booking where account = ?)').run(account),
    statement: (account, sequence) => atomic(() => {
      const written = db.prepare('select xml from statement where account = ? and sequence = ?').get(account, sequence) as { xml: string } | undefined
      if (written) return written.xml
      const last = db.prepare('select sequence, closing from statement where account = ? order by sequence desc limit 1').get(account) as { sequence: number; closing: number } | undefined
      if (sequence !== (last?.sequence ?? 0) + 1) return undefined
      const rows = db.prepare('select id, amount, on_day, end_to_end, reason from booking where account = ? and statement is null and id not in (select booking from held) order by id').all(account) as Row[]
      if (rows.length === 0) return undefined
      const bookings = rows.map((row) => bookingOf(account, row))
      const opening = last?.closing ?? 0
      const closing = bookings.reduce((sum, { amount }) => sum + amount, opening)
      const xml = writeCamt053({ account, sequence, opening, closing, bookings, currency, on: today() })
      db.prepare('insert into statement (account, sequence, closing, xml) values (?, ?, ?, ?)').run(account, sequence, closing, xml)
      db.prepare('update booking set statement = ? where account = ? and statement is null and id not in (select booking from held)').run(sequence, account)
      // What could not be credited comes back, and stands in the next statement.
      for (const { endToEnd, amount, reason } of bookings.filter((booking) => booking.amount < 0 && booking.endToEnd !== null)) {
        const payment = db.prepare('select content from payment where key = ?').get(endToEnd) as { content: string } | undefined
        const why = payment && reason === null ? returns((JSON.parse(payment.content) as Payment).creditor) : undefined
        if (why !== undefined) book.run(account, -amount, today(), endToEnd, why)
      }
      return xml
    }),
    notification: (account, sequence) => atomic(() => {
      const written = db.prepare('select xml from notification where account = ? and sequence = ?').get(account, sequence) as { xml: string } | undefined
      if (written) return written.xml
      const before = db.prepare('select sequence, last from notification where account = ? order by sequence desc limit 1').get(account) as { sequence: number; last: number } | undefined
      if (sequence !== (before?.sequence ?? 0) + 1) return undefined
      const rows = db.prepare('select id, amount, on_day, end_to_end, reason from booking where account = ? and id > ? order by id').all(account, before?.last ?? 0) as Row[]
      if (rows.length === 0) return undefined
      const xml = writeCamt054({ account, sequence, bookings: rows.map((row) => bookingOf(account, row)), currency, on: today() })
      db.prepare('insert into notification (account, sequence, last, xml) values (?, ?, ?, ?)').run(account, sequence, rows.at(-1)!.id, xml)
      return xml
    }),
    close: () => db.close(),
  }
}
