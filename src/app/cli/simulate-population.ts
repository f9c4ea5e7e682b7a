import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadPack } from '../../../packages/pack-kit/load-pack.ts'
import { createCrew, marginsOf, simulate, type Simulation, type Study, writePopulation } from '../../modules/rules/index.ts'
import { complain, print, UsageError } from './command.ts'

/** Every figure of a synthetic population stands beside how well it fits what was published. */
export async function simulatePopulation(words: string[]): Promise<number> {
  const { values: { pack: packFolder, people, reform, on, known, seed, out, format, json, against } } = parseArgs({ args: words, options: {
    pack: { type: 'string' }, people: { type: 'string' }, reform: { type: 'string' }, on: { type: 'string' }, known: { type: 'string' }, against: { type: 'string' },
    seed: { type: 'string', default: '1' }, out: { type: 'string' }, format: { type: 'string', default: 'columns' }, json: { type: 'boolean', default: false },
  } })
  if (!packFolder || !people) throw new UsageError('Say which law and how many people: --pack <folder> --people <number>.')
  if (against !== undefined && reform === undefined) throw new UsageError('Say what is set against the law before it: --reform <page> --against <day>.')
  if (against !== undefined && !isDay(against)) throw new UsageError(`--against ${against}: write a day as 2026-02-28.`)
  if (format !== 'columns' && format !== 'parquet') throw new UsageError(`--format ${format}: write columns or parquet.`)
  const [count, drawn] = [wholeNumber('--people', people), wholeNumber('--seed', seed)]
  const day = on ?? Temporal.Now.plainDateISO().toString()
  const pack = loadPack(packFolder)
  const study: Study = {
    pack, margins: marginsOf(pack), people: count, seed: drawn, on: day, knownAt: known ?? day,
    ...(reform === undefined ? {} : { reform: { path: reform, text: readFileSync(reform, 'utf8') }, ...(against === undefined ? {} : { against }) }),
  }
  if (out !== undefined) await writePopulation({ facts: pack.facts, margins: study.margins, people: count, seed: drawn, on: day }, out, format)
  await using crew = createCrew()
  const result = await simulate(study, crew)
  if (json) print(JSON.stringify({ pack: packFolder, ...result }))
  else tell(result, packFolder)
  if (study.margins.length === 0) complain(`${packFolder} publishes no population.json: these people are only plausible.`)
  return 0
}

function isDay(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text
  } catch {
    return false
  }
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text)
  if (!/^\d+$/.test(text) || number < 1 || number > 100_000_000) throw new UsageError(`${option} ${text}: write a whole number from 1 to 100,000,000.`)
  return number
}

function tell({ people, households, on, weight, calibration, before, after, backPay, comparison: { all, by, unknown }, broken }: Simulation, pack: string) {
  print(`${people} people in ${households} households of ${pack} on ${on}; one stands for ${Math.round(weight * 100) / 100}`)
  for (const { margin, error, unit } of calibration) print(`  fits ${margin} within ${error} ${unit === 'points' ? 'percentage points' : 'per cent'}`)
  for (const [index, { service, counted, granted, unknown: open, paid }] of before.services.entries()) {
    const then = after?.services[index]
    const amounts = Object.entries(paid).map(([per, sum]) => `${sum} ${per.replace('.voucher', ' as vouchers')}${then ? ` → ${then.paid[per]}` : ''}`)
    print(`  ${service}: ${granted}${then ? ` → ${then.granted}` : ''} (${counted})${open > 0 ? `, ${open} unknown` : ''}${amounts.length > 0 ? `; ${amounts.join(', ')}` : ''}`)
  }
  if (backPay) for (const { service, sum, vouchers } of backPay.services) print(`  ${service}: back-pay for ${backPay.months.join(', ')}: ${sum}${vouchers === 0 ? '' : `, and ${vouchers} as vouchers`}`)
  if (after) {
    print(`  ${all.gain} households gain, ${all.lose} lose; poverty ${all.poverty[0]} % → ${all.poverty[1]} %`)
    for (const { key, gain, lose, meanChange } of by.decile) print(`    decile ${key}: ${gain} gain, ${lose} lose, ${meanChange} a year on average`)
  }
  if (unknown > 0 || broken > 0) complain(`${unknown} households whose benefits nobody knows, ${broken} without an answer.`)
}
