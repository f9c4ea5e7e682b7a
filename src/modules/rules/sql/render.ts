/** Scopes and their steps become common table expressions, each of which reads the one before it. */
import type { Names, Scope } from './scope.ts'

interface Output { name: string; scope: Scope; code: string }

/** @param list whose rows the answer has; null: the household's */
export function render(names: Names, list: string | null, outputs: readonly Output[]): string {
  const expressions: string[] = []
  const scopes = [...names.scopes.values()].toSorted((a, b) => a.level - b.level || (a.list === null ? -1 : b.list === null ? 1 : 0))
  /** The newest expression over the rows of each list, and the names from the household that it carries. */
  const last = new Map<string | null, { table: string; carried: Set<string> }>()
  const add = (table: string, sql: string) => { expressions.push(`${table} AS (${sql})`); return table }
  // A level without a scope of its own still passes its sums on.
  for (const scope of scopes) {
    const before = last.get(scope.list)
    const carried = new Set(before?.carried)
    const needed = scope.list === null ? [] : neededFromHome(names, scope, outputs).filter((name) => !carried.has(name))
    const stem = `${scope.list ?? 'household'}_${scope.level}`
    let table = add(stem, scope.list === null ? homeOf(scope, before?.table, last) : rowsOf(scope, before?.table, last.get(null)!.table, needed))
    for (const name of needed) carried.add(name)
    for (const [step, { columns, pairs }] of scope.steps.entries()) table = add(`${stem}_${step}`, stepOf(table, columns, pairs))
    last.set(scope.list, { table, carried })
  }
  return `WITH ${expressions.join(',\n')}\n${answer(names, list, outputs, last)}`
}

/** Names of the household that the steps of a list, or the answer, read. */
function neededFromHome({ owners, scopes }: Names, { list, level, steps }: Scope, outputs: readonly Output[]): string[] {
  const codes = steps.flatMap(({ columns, pairs }) => [...columns, ...pairs].map(({ code }) => code))
  const sums = [...scopes.values()].flatMap(({ folds }) => folds.filter((fold) => fold.list === list).flatMap(({ columns }) => columns.map(({ code }) => code)))
  const asked = outputs.filter(({ scope }) => scope.list === list && scope.level === level).map(({ code }) => code)
  const found = new Set<string>()
  for (const code of [...codes, ...sums, ...asked]) for (const [name, owner] of owners(code)) if (owner.list === null && owner.level <= level) found.add(name)
  return [...found]
}

const columnsOf = (columns: readonly { name: string; code: string }[]) => columns.map(({ name, code }) => `, ${code} AS ${name}`).join('')

function homeOf({ cells, folds, level }: Scope, before: string | undefined, last: ReadonlyMap<string | null, { table: string }>): string {
  const sums = folds.map(({ list, columns }) => ({
    list, names: columns.map(({ name }) => `, "${list}".${name}`).join(''),
    join: ` LEFT JOIN (SELECT household${columnsOf(columns)} FROM ${level === 0 ? `"${list}"` : last.get(list)!.table} GROUP BY household) AS "${list}" ON "${list}".household = h.household`,
  }))
  const from = before ?? 'household'
  const own = before === undefined ? `h.household, coalesce(h.broken, FALSE) AS broken${columnsOf(cells)}` : 'h.*'
  return `SELECT ${own}${sums.map(({ names }) => names).join('')} FROM ${from} AS h${sums.map(({ join }) => join).join('')}`
}

function rowsOf({ list, cells }: Scope, before: string | undefined, home: string, needed: readonly string[]): string {
  const own = before === undefined ? `l.household, l.place, coalesce(l.broken, FALSE) AS broken${columnsOf(cells)}` : 'l.*'
  const table = `${before ?? `"${list}"`} AS l`
  if (needed.length === 0) return `SELECT ${own} FROM ${table}`
  return `SELECT ${own}${needed.map((name) => `, h.${name}`).join('')} FROM ${table} JOIN ${home} AS h ON h.household = l.household`
}

function stepOf(table: string, columns: readonly { name: string; code: string }[], pairs: readonly { name: string; code: string }[]): string {
  if (pairs.length === 0) return `SELECT *${columnsOf(columns)} FROM ${table}`
  const sums = `SELECT a.place${columnsOf(pairs)} FROM ${table} AS a JOIN ${table} AS b ON b.household = a.household GROUP BY a.place`
  const own = columns.length === 0 ? 'l.*' : `l.*${columnsOf(columns)}`
  return `SELECT ${own}${pairs.map(({ name }) => `, q.${name}`).join('')} FROM ${table} AS l JOIN (${sums}) AS q ON q.place = l.place`
}

/** A household is set aside where its own row or a row of any list says so. */
function answer({ scopes }: Names, list: string | null, outputs: readonly Output[], last: ReadonlyMap<string | null, { table: string }>): string {
  const signs = (of: string | null) => ['broken', ...[...scopes.values()].filter((scope) => scope.list === of).flatMap(({ asides }) => asides)]
  const lists = [...last.keys()].filter((name) => name !== null)
  const whose = [
    `SELECT household, ${signs(null).join(' OR ')} AS aside FROM ${last.get(null)!.table}`,
    ...lists.map((name) => `SELECT household, bool_or(${signs(name).join(' OR ')}) AS aside FROM ${last.get(name)!.table} GROUP BY household`),
  ]
  const rows = list === null ? 'r.household' : 'r.household, r.place'
  const columns = outputs.map(({ name, code }) => `, ${code} AS "${name}"`).join('')
  return `SELECT ${rows}, s.aside${columns} FROM ${last.get(list)!.table} AS r JOIN (SELECT household, bool_or(aside) AS aside FROM (${whose.join(' UNION ALL ')}) GROUP BY household) AS s ON s.household = r.household`
}
