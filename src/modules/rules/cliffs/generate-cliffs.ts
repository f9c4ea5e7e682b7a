/** The page of income cliffs: `node --import ./src/kernel/tsx-hook.ts src/modules/rules/cliffs/generate-cliffs.ts`. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { type Cliff, findCliffs } from './find-cliffs.ts'

const root = join(import.meta.dirname, '../../../../')
export const cliffsFile = join(root, 'docs/reference/cliffs.md')

export function generateCliffs(): string {
  return [
    '# Income cliffs',
    'Where one more of the currency’s smallest unit of income loses more than it gains, all benefits of the household taken together. Made from the packs: `node --import ./src/kernel/tsx-hook.ts src/modules/rules/cliffs/generate-cliffs.ts`.',
    'They are looked for from the households of the worked examples, along each income that `facts.json` marks, and along what the law reckons from it where an example gives that. '
      + 'The steepest of each service and income stands here. `maru pack check` fails for one that the pack’s `cliffs.json` does not name, and for one that is steeper than it states. Single payments count once, benefits in kind not at all.',
    ...['kr', 'farland'].flatMap((name) => sectionOf(loadPack(join(root, 'packs', name)))),
  ].join('\n\n').concat('\n')
}

function sectionOf(pack: Pack): string[] {
  const language = pack.languages.some(({ tag }) => tag === 'en') ? 'en' : pack.defaultLanguage
  const rows = findCliffs(pack).map((cliff) => rowOf(cliff, pack, language))
  return [`## ${pack.name[language] ?? pack.id}`, ['| service | income | above | loses a year | for example | why | law |', '|---|---|---|---|---|---|---|', ...rows].join('\n')]
}

function rowOf({ service, fact, at, loses, example }: Cliff, pack: Pack, language: string): string {
  const named = pack.cliffs.find((one) => one.service === service && one.fact === fact)
  const amount = (value: number) => (value / 10 ** pack.currency.minorUnit).toLocaleString('en', { minimumFractionDigits: pack.currency.minorUnit })
  const law = named ? `${named.source.law[language] ?? ''} ${named.source.article}${named.source.unverified ? ' (unverified)' : ''}` : ''
  return `| ${service} | \`${fact}\` | ${amount(at)} | ${amount(loses)} | ${example.title} (${example.on}) | ${named?.why[language] ?? 'not named'} | ${law} |`
}

if (import.meta.main) writeFileSync(cliffsFile, generateCliffs())
