/** The chart of accounts, and which two of them each kind of entry moves. A table, so that a treasurer can read it. */
export type AccountKind = 'expense' | 'owed' | 'in-transit' | 'bank' | 'asked' | 'fees' | 'reclaimed'
export type EntryKind = keyof typeof entryKinds

interface Sides { debit: AccountKind; credit: AccountKind }

export const entryKinds = {
  // A benefit is granted: the programme has spent it, the resident is owed it.
  owed:           { debit: 'expense',    credit: 'owed' },
  // The bank has taken the order over.
  ordered:        { debit: 'owed',       credit: 'in-transit' },
  // Its statement says that it left.
  paid:           { debit: 'in-transit', credit: 'bank' },
  // Its statement says that it came back: it is owed again.
  returned:       { debit: 'bank',       credit: 'owed' },
  // What was owed is not owed after all.
  reversed:       { debit: 'owed',       credit: 'expense' },
  // It was paid and is not owed after all: the resident owes it, and the programme has not spent it.
  reclaimed:      { debit: 'reclaimed',  credit: 'expense' },
  // An objection to that was right, before anything was paid back.
  'reclaim-lifted': { debit: 'expense', credit: 'reclaimed' },
  repaid:         { debit: 'bank',       credit: 'reclaimed' },
  // The bank announced what came in, and a clerk has heard from it that it never did: it is owed as before.
  'repaid-unreceived': { debit: 'reclaimed', credit: 'bank' },
  'fee-asked':    { debit: 'asked',      credit: 'fees' },
  'fee-received': { debit: 'bank',       credit: 'asked' },
  'fee-unreceived': { debit: 'asked',    credit: 'bank' },
  'fee-reversed': { debit: 'fees',       credit: 'asked' },
} as const satisfies Record<string, Sides>

/** Kept apart by service: what a programme costs and brings in. */
const byService: readonly AccountKind[] = ['expense', 'fees']

export const accountOf = (agency: string, kind: AccountKind, service: string) =>
  ({ id: byService.includes(kind) ? `${agency}/${kind}/${service}` : `${agency}/${kind}`, agency, kind, service: byService.includes(kind) ? service : null })
