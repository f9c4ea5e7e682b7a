/** Published figures must fit together: known keys, none twice, ages without gap or overlap, shares that add up. */
import type { Problem } from './problem.ts'
import { type Margin, numericDimensions } from './schema/population.ts'
import type { Pack } from './schema/pack.ts'

const file = 'population.json'

export function checkPopulation({ population, facts }: Pack): Problem[] {
  if (!population) return []
  const codes = new Map(facts.map(({ fact, type, values }) => [fact, type === 'bool' ? ['no', 'yes'] : Object.keys(values ?? {})]))
  const twice = population.margins.flatMap(({ id }, at): Problem[] => (population.margins.findIndex((other) => other.id === id) < at
    ? [{ file, pointer: `/margins/${at}/id`, message: `${id} stands here twice.`, advice: 'Give one of them another name.' }] : []))
  return [...twice, ...population.margins.flatMap((margin, at) => checkMargin(margin, `/margins/${at}`, codes))]
}

function checkMargin({ by, cells, outOf }: Margin, pointer: string, codes: ReadonlyMap<string, string[]>): Problem[] {
  const problems: Problem[] = []
  const tell = (where: string, message: string, advice: string) => problems.push({ file, pointer: `${pointer}${where}`, message, advice })
  for (const [at, dimension] of by.entries()) {
    if (!isNumeric(dimension) && !codes.get(dimension)?.length) tell(`/by/${at}`, `${dimension} is no fact with codes.`, `Name such a fact, or one of: ${numericDimensions.join(', ')}.`)
  }
  const seen = new Set<string>()
  for (const [index, { at }] of cells.entries()) {
    if (at.length !== by.length) tell(`/cells/${index}/at`, `It has ${at.length} keys for ${by.length} dimensions.`, 'Give one key for each, in their order.')
    else for (const [place, key] of at.entries()) {
      const dimension = by[place]!
      if (isNumeric(dimension) ? bandOf(key) === undefined : !codes.get(dimension)?.includes(key)) {
        tell(`/cells/${index}/at/${place}`, `${key} is no ${dimension}.`, isNumeric(dimension) ? 'Write a number, a band 10-19 or an open end 70+.' : `It is one of: ${codes.get(dimension)?.join(', ') ?? ''}.`)
      }
    }
    if (seen.has(at.join(' '))) tell(`/cells/${index}/at`, `${at.join(', ') || 'The whole'} stands here twice.`, 'Keep one of the two.')
    seen.add(at.join(' '))
  }
  if (problems.length === 0) for (const [place, dimension] of by.entries()) if (isNumeric(dimension)) problems.push(...checkBands(cells.map(({ at }) => at[place]!), `${pointer}/cells`))
  const sum = cells.reduce((total, { value }) => total + value, 0)
  if (outOf !== undefined && by.length === 1 && sum !== outOf) tell('/cells', `The shares add up to ${sum} and not to ${outOf}.`, 'Correct a share, or outOf.')
  return problems
}

const isNumeric = (dimension: string) => (numericDimensions as readonly string[]).includes(dimension)

/** First and last number of a key; the last of `70+` is without end. */
export function bandOf(key: string): { from: number; to: number } | undefined {
  const [, from, to, open] = /^(\d{1,4})(?:-(\d{1,4})|(\+))?$/.exec(key) ?? []
  if (from === undefined) return undefined
  const last = open === undefined ? Number(to ?? from) : Infinity
  return last < Number(from) ? undefined : { from: Number(from), to: last }
}

function checkBands(keys: string[], pointer: string): Problem[] {
  const bands = [...new Set(keys)].map((key) => ({ key, ...bandOf(key)! })).sort((a, b) => a.from - b.from)
  return bands.slice(1).flatMap((band, index): Problem[] => {
    const before = bands[index]!
    if (band.from === before.to + 1) return []
    return [{ file, pointer, message: `${before.key} and ${band.key} ${band.from <= before.to ? 'overlap' : 'leave a gap'}.`, advice: 'Let one band begin where the other ends.' }]
  })
}
