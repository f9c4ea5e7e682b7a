/** What somebody else may be asked to answer: each has questions, and none of them says anything of the applicant by being asked. */
import type { Problem } from './problem.ts'
import type { LifeEvent } from './schema/life-event.ts'

export function checkContributions({ contributions = [], steps }: LifeEvent, file: string): Problem[] {
  const problems: Problem[] = []
  const ids = contributions.map(({ id }) => id)
  for (const [at, id] of ids.entries()) {
    if (ids.indexOf(id) < at) problems.push({ file, pointer: `/contributions/${at}/id`, message: `${id} stands here twice.`, advice: 'Give one of them another name.' })
    if (!steps.some(({ questions }) => questions.some(({ contribution }) => contribution === id))) {
      problems.push({ file, pointer: `/contributions/${at}/id`, message: `Nothing is asked in ${id}.`, advice: `Give a question "contribution": "${id}", or leave it out.` })
    }
  }
  for (const [at, { repeat, questions }] of steps.entries()) {
    for (const [index, { contribution, onlyIf }] of questions.entries()) {
      if (contribution === undefined) continue
      const pointer = `/steps/${at}/questions/${index}/contribution`
      if (!ids.includes(contribution)) problems.push({ file, pointer, message: `The life event has no contribution ${contribution}.`, advice: `Add it to "contributions", with its title, who is asked, and what they read. There are: ${ids.join(', ') || 'none yet'}.` })
      if (repeat) problems.push({ file, pointer, message: 'A page that repeats is the applicant’s: another does not learn how often.', advice: 'Ask it on a page of its own.' })
      // That it is asked would tell what the applicant answered before.
      if (onlyIf) problems.push({ file, pointer, message: `It is asked only after an answer to ${onlyIf.fact}, which whoever is asked would learn by it.`, advice: 'Ask it of everybody, or of the applicant alone.' })
    }
  }
  return problems
}
