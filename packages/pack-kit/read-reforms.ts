/** A reform is a page of rules and, beside it, what it is: neither stands alone. */
import { basename } from 'node:path'
import type { Problem } from './problem.ts'
import type { PackReform, RuleFile } from './schema/pack.ts'
import type { Reform } from './schema/reform.ts'

/** @param abouts by their files, read and valid; @param named every file that says what a reform is, valid or not */
export function pairReforms(abouts: ReadonlyMap<string, Reform>, named: readonly string[], pages: readonly RuleFile[]): { reforms: PackReform[]; problems: Problem[] } {
  const problems: Problem[] = []
  const reforms = [...abouts].flatMap(([file, reform]): PackReform | [] => {
    const wanted = basename(file, '.json')
    if (reform.id !== wanted) problems.push({ file, pointer: '/id', message: `The reform ${reform.id} stands in the file of ${wanted}.`, advice: `Write "id": "${wanted}", or rename the file and its page.` })
    const page = pages.find(({ path }) => path === `reforms/${wanted}.md`)
    if (page) return { ...reform, page }
    problems.push({ file, pointer: '/id', message: `There is no page reforms/${wanted}.md.`, advice: 'Write the text of the reform there, in the rule language.' })
    return []
  })
  const alone = pages.filter(({ path }) => !named.includes(path.replace(/\.md$/, '.json')))
  problems.push(...alone.map(({ path }) => ({ file: path, pointer: ':1:1', message: `No ${path.replace(/\.md$/, '.json')} says what this reform is.`, advice: 'Add it with title, summary, day and source.' })))
  return { reforms, problems }
}
