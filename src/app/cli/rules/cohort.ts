import { parseArgs } from 'node:util'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import { CohortFault, cohortInSql, countCohort, parseGiven, type Cohort, type CohortAnswer } from '../../../modules/rules/index.ts'
import { complain, print, UsageError } from '../command.ts'
import { gapInWords } from './gap-in-words.ts'

const several = { type: 'string', multiple: true, default: [] as string[] } as const

/** @returns 0 also where rows were broken: each is told, and nobody was dropped */
export async function cohort(words: string[]): Promise<number> {
  const { values } = parseArgs({ args: words, options: {
    pack: { type: 'string' }, columns: { type: 'string' }, on: { type: 'string' }, known: { type: 'string' }, of: { type: 'string', default: 'household' },
    where: several, owed: several, 'not-owed': several, receiving: several, 'not-receiving': several, by: several, sum: several, given: several,
    sql: { type: 'boolean', default: false }, json: { type: 'boolean', default: false },
  } })
  if (!values.pack || !values.columns) throw new UsageError('Say which law and which people: --pack <folder> --columns <folder>.')
  if (values.of !== 'household' && values.of !== 'person') throw new UsageError(`--of ${values.of}: write household or person.`)
  const on = values.on ?? Temporal.Now.plainDateISO().toString()
  const pack = loadPack(values.pack)
  const asked: Cohort = {
    of: values.of, where: values.where, owed: values.owed, notOwed: values['not-owed'], receiving: values.receiving, notReceiving: values['not-receiving'], by: values.by, sums: values.sum,
  }
  const question = { pack, cohort: asked, on, knownAt: values.known ?? on, given: parseGiven(values.given, pack.facts) }
  try {
    if (values.sql) {
      print(await cohortInSql(question, values.columns))
      return 0
    }
    const answer = await countCohort(question, values.columns)
    if (values.json) print(JSON.stringify({ pack: values.pack, on, knownAt: question.knownAt, ...answer }))
    else tell(answer, asked, on)
    return 0
  } catch (cause) {
    if (!(cause instanceof CohortFault)) throw cause
    complain(cause.message)
    return 1
  }
}

function tell({ of, holds, fails, unknown, sums, groups, missing, gaps, reports }: CohortAnswer, { by }: Cohort, on: string) {
  print(`${holds} ${of}s; of ${fails} it does not hold, of ${unknown} nobody knows`)
  for (const { name, sum, unknown: open } of sums) print(`  ${name}: ${sum}${open > 0 ? `, ${open} not known` : ''}`)
  for (const { key, holds: own, unknown: open, sums: added } of groups) {
    const told = added.map(({ name, sum }) => `, ${name} ${sum}`).join('')
    print(`  ${by.map((name, index) => `${name} ${key[index] === null ? 'not known' : String(key[index])}`).join(', ')}: ${own}${told}${open > 0 ? `, ${open} not known` : ''}`)
  }
  if (missing.length > 0) complain(`No column and no --given for: ${missing.join(', ')}. They are unknown for everybody.`)
  for (const gap of gaps) complain(gapInWords(gap, on))
  for (const report of reports) complain(JSON.stringify(report))
}
