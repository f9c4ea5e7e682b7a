/** `maru rules test`: the worked examples of a pack. */
import { parseArgs } from 'node:util'
import { prepareExamples } from '../../../modules/rules/index.ts'
import { complain, print } from '../command.ts'
import { packOf } from './read-inputs.ts'

/** @returns 1 when an example comes out otherwise than it says, or there is none */
export async function testExamples(words: string[]): Promise<number> {
  const { values } = parseArgs({ args: words, options: { pack: { type: 'string' }, json: { type: 'boolean' } } })
  const run = prepareExamples(packOf(values.pack))
  const begun = performance.now()
  const ran = run()
  const milliseconds = Math.round(performance.now() - begun)
  const failed = ran.filter(({ mistake }) => mistake !== null)
  if (values.json) print(JSON.stringify({ examples: ran.length, failed: failed.length, milliseconds, results: ran }, null, 2))
  else {
    for (const { file, mistake } of failed) complain(`${file}:${mistake!.at.line}:${mistake!.at.column}  ${mistake!.message}\n  ${mistake!.advice}`)
    if (failed.length === 0) print(ran.length === 0 ? '✗ the pack has no worked example' : `✓ ${ran.length} worked examples, ${milliseconds} ms`)
    else complain(`\n${failed.length} of ${ran.length} worked examples come out otherwise`)
  }
  return failed.length === 0 && ran.length > 0 ? 0 : 1
}
