/** Writes docs/reference/rules.md from the grammar: `node src/modules/rules/reference/generate-reference.ts`. A test writes it again and compares. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import peggy from 'peggy'
import { constructs } from './constructs.ts'
import { productionsOf, type Production } from './print-grammar.ts'

const grammarFile = join(import.meta.dirname, '../language/grammar.peggy')
export const referenceFile = join(import.meta.dirname, '../../../../docs/reference/rules.md')

export function generateReference(): string {
  const productions = productionsOf(peggy.parser.parse(readFileSync(grammarFile, 'utf8')))
  const shown = new Set(constructs.map(({ production }) => production))
  const values = productions.filter(({ name }) => !shown.has(name) && name !== 'File' && name !== 'Item' && name !== 'Keyword')
  return `${[
    '# The rule language',
    'Made from [`grammar.peggy`](../../src/modules/rules/language/grammar.peggy): `node src/modules/rules/reference/generate-reference.ts`. How to write a page: [pack.md](../guides/pack.md). What every operation means: [ir/README.md](../../src/modules/rules/ir/README.md).',
    'A statute’s page is Markdown. What stands between <code>```maru</code> and <code>```</code> is law; the rest is for people. `--` begins a remark. Every example below is built and run by a test.',
    '## What a page is made of', diagram(productions), ...constructs.flatMap(({ production, title, says, example }) => [
      `## ${title}`, says, fenced('maru', example), fenced('ebnf', rule(find(productions, production))),
    ]),
    '## Values and the rest of the grammar', 'White space and remarks may stand between any two words. `?` is optional, `*` any number, `+` at least one, `|` or.',
    fenced('ebnf', values.map(rule).join('\n')),
    '## Words of the language', `No figure, definition, let or group may be called: ${wordsIn(find(productions, 'Keyword').ebnf)}.`,
  ].join('\n\n')}\n`
}

const find = (productions: readonly Production[], name: string): Production => productions.find((candidate) => candidate.name === name) ?? fail(name)
function fail(name: string): never {
  throw new Error(`the grammar has no ${name}`)
}

const fenced = (language: string, text: string) => ['```' + language, text, '```'].join('\n')
const rule = ({ name, shown, ebnf }: Production) => `${name} = ${ebnf}${shown === null ? '' : `   (* ${shown} *)`}`
const wordsIn = (ebnf: string) => [...ebnf.matchAll(/"([a-z]+)"/g)].map(([, word]) => `\`${word!}\``).join(', ')

/** Which construct may hold which, two steps deep: what an author looks for. */
function diagram(productions: readonly Production[]): string {
  const items = find(productions, 'Item').uses
  const edges = items.flatMap((item) => [`  page([a page]) --> ${item}`, ...find(productions, item).uses.filter((used) => inside.has(used)).map((used) => `  ${item} --> ${used}`)])
  const parts = find(productions, 'Part').uses.map((used) => `  Part --> ${used}`)
  return fenced('mermaid', ['flowchart LR', ...edges, ...parts].join('\n'))
}
const inside = new Set(['Part', 'Version', 'Steps', 'Let', 'Given', 'Expect', 'Reason', 'Pays', 'Deadline', 'Result', 'Says', 'Expression'])

if (import.meta.main) writeFileSync(referenceFile, generateReference())
