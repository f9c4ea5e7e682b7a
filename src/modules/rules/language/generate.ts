/** Makes the parser from the grammar: `node src/modules/rules/language/generate.ts`. The result is committed; a test makes it again and compares. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import peggy from 'peggy'

export function generateParser(): string {
  const grammar = readFileSync(join(import.meta.dirname, 'grammar.peggy'), 'utf8')
  return peggy.generate(grammar, { output: 'source', format: 'es', allowedStartRules: ['File'], grammarSource: 'grammar.peggy' })
}

if (import.meta.main) writeFileSync(join(import.meta.dirname, 'parser.generated.js'), generateParser())
