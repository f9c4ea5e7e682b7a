/** Whether every request asks for what there is, and is asked by somebody. */
import type { Problem } from './problem.ts'
import type { Pack } from './schema/pack.ts'

const file = 'requests.json'

export function checkRequests(pack: Pack): Problem[] {
  const problems: Problem[] = []
  const report = (pointer: string, message: string, advice: string) => { problems.push({ file, pointer, message, advice }) }
  for (const [at, { id, agency, asks }] of pack.requests.entries()) {
    if (pack.requests.findIndex((other) => other.id === id) < at) report(`/${at}/id`, `${id} stands here twice.`, 'Give one of them another name.')
    if (!pack.agencies.some((one) => one.id === agency)) report(`/${at}/agency`, `There is no agency ${agency}.`, 'Name one of agencies.json.')
    for (const [index, { credential, claims }] of asks.entries()) {
      const type = pack.credentials.find((one) => one.id === credential)
      if (!type) report(`/${at}/asks/${index}/credential`, `There is no credential ${credential}.`, 'Name one of credentials.json.')
      if (asks.findIndex((other) => other.credential === credential) < index) report(`/${at}/asks/${index}/credential`, `${credential} is asked for twice.`, 'Put its claims together.')
      for (const [claim, name] of claims.entries()) {
        if (type && !type.claims.some((one) => one.name === name)) report(`/${at}/asks/${index}/claims/${claim}`, `${credential} has no claim ${name}.`, `It has: ${type.claims.map((one) => one.name).join(', ')}.`)
      }
    }
  }
  if (pack.requests.filter(({ signIn }) => signIn).length > 1) report('', 'Two requests sign people in.', 'Leave signIn on one of them.')
  return problems
}
