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
  for (const door of [true, 'console'] as const) if (pack.requests.filter(({ signIn }) => signIn === door).length > 1) report('', `Two requests sign ${door === true ? 'people' : 'officials'} in.`, 'Leave signIn on one of them.')
  // Whether the card is still of the agency that it says is compared at the door.
  for (const [at, { signIn, asks }] of pack.requests.entries()) {
    const [ask, ...more] = asks
    const type = pack.credentials.find(({ id }) => id === ask?.credential)
    const asksForPost = type?.about === 'official' && more.length === 0 && type.claims.some(({ name, from }) => from === 'official.agencyId' && ask!.claims.includes(name))
    if (signIn === 'console' && !asksForPost) report(`/${at}/asks`, 'It does not ask for an official’s post.', 'Ask for the one credential about an official, with its claim from official.agencyId.')
  }
  return problems
}
