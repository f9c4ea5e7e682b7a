/** The order of the house. Each rule gives the places where it is broken, and what to do there. */
import type { Source } from './read-sources.ts'

/** Each room may rest on those before it (docs: the map in the README). */
export const order = ['search', 'catalogue', 'rules', 'identity', 'exchange', 'partners', 'credentials', 'cases', 'programs', 'payments', 'notices', 'assistant', 'wallet'] as const

const roomOf = (path: string) => /^src\/modules\/([a-z-]+)\//.exec(path)?.[1]
const inside = (path: string, ...folders: string[]) => folders.some((folder) => path.startsWith(`${folder}/`))
const broken = (source: Source, target: string, advice: string) => `${source.path} → ${target}: ${advice}`

/** kernel ← web, packages ← rooms in their order ← app ← bin. */
export function findWrongWays(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => source.imports.flatMap(({ target }) => {
    if (!/^(src|packages|demo|bin)\//.test(target)) return []
    const advice = wrongWay(source.path, target)
    return advice === undefined ? [] : [broken(source, target, advice)]
  }))
}

function wrongWay(from: string, to: string): string | undefined {
  const [own, other] = [roomOf(from), roomOf(to)]
  if (inside(to, 'demo') && !inside(from, 'demo', 'src/app')) return 'only the application knows the demonstration'
  if (inside(to, 'src/app') && !inside(from, 'src/app', 'bin')) return 'nothing but the command line rests on the application'
  if (inside(from, 'src/kernel')) return inside(to, 'src/kernel', 'packages/pack-kit') ? undefined : 'the kernel knows no room and no page'
  if (inside(from, 'packages')) return inside(to, 'packages', 'src/kernel') || to === 'src/modules/rules/index.ts' ? undefined : 'a package rests on the kernel and the door of rules only'
  if (inside(from, 'src/web')) return other === undefined ? undefined : 'the face knows no room'
  if (own === undefined || other === undefined || own === other) return undefined
  const [here, there] = [order.indexOf(own as never), order.indexOf(other as never)]
  if (here < 0 || there < 0) return 'put the room into the order of this file'
  return there < here ? undefined : `${own} comes before ${other} in the house; let it emit an event instead`
}

/** A room is entered by `index.ts`; the application also takes its `routes.ts`. */
export function findBackDoors(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => source.imports.flatMap(({ target }) => {
    const room = roomOf(target)
    if (room === undefined || roomOf(source.path) === room) return []
    const door = target === `src/modules/${room}/index.ts` || (inside(source.path, 'src/app') && target === `src/modules/${room}/routes.ts`)
    return door ? [] : [broken(source, target, `enter ${room} by src/modules/${room}/index.ts`)]
  }))
}

const tableCall = /\.(?:selectFrom|insertInto|updateTable|deleteFrom|innerJoin|leftJoin|using)\(\s*'([a-z_.]+)(?: as [a-z_]+)?'/g

/** @param tables room → names of its tables, as its migrations create them */
export function findForeignTables(sources: readonly Source[], tables: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  return sources.flatMap((source) => {
    const room = roomOf(source.path)
    if (room === undefined) return []
    const own = tables.get(room) ?? new Set()
    const called = [...source.text.matchAll(tableCall)].map(([, name]) => name!).filter((name) => !own.has(name.replace(`${room}.`, '')))
    const named = [...tables].filter(([other]) => other !== room).flatMap(([other, names]) =>
      [...names].map((name) => `${other}.${name}`).filter((name) => new RegExp(`(?:from|join|into|update|table)\\s+${name.replace('.', '\\.')}\\b`, 'i').test(source.text)))
    return [...called, ...named].map((name) => broken(source, name, `a table that ${room} does not own; ask its room through the door`))
  })
}

export const tablesIn = (migration: string): string[] => [...migration.matchAll(/^create table (?:if not exists )?([a-z_]+)/gim)].map(([, name]) => name!)

export const findBarrels = (sources: readonly Source[]): string[] =>
  sources.filter(({ barrel }) => barrel).map(({ path }) => `${path}: only passes on what others say; import from where it is said`)

/** Files that wait for each other when the program starts. */
export function findCycles(sources: readonly Source[]): string[] {
  const edges = new Map(sources.map(({ path, imports }) => [path, imports.filter(({ typeOnly }) => !typeOnly).map(({ target }) => target)]))
  const state = new Map<string, 'open' | 'done'>()
  const cycles: string[] = []
  const visit = (path: string, trail: string[]) => {
    if (state.get(path) === 'done') return
    if (state.get(path) === 'open') {
      cycles.push([...trail.slice(trail.indexOf(path)), path].join(' → '))
      return
    }
    state.set(path, 'open')
    for (const target of edges.get(path) ?? []) if (edges.has(target)) visit(target, [...trail, path])
    state.set(path, 'done')
  }
  for (const path of edges.keys()) visit(path, [])
  return cycles
}

export interface Sizes { median: number; longest: { path: string; lines: number }[] }

export function measureSizes(sources: readonly Source[]): Sizes {
  const sorted = [...sources].sort((a, b) => b.lines - a.lines)
  return { median: sorted[Math.floor(sorted.length / 2)]?.lines ?? 0, longest: sorted.slice(0, 5).map(({ path, lines }) => ({ path, lines })) }
}

/** A file beyond this says more than one thing; a median beyond that says it of the house. */
export const limits = { file: 250, median: 90 }
