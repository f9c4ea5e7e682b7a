/** Whether every credential can be issued as it is written: its claims come out of its purpose, and are said of what they are said. */
import type { Problem } from './problem.ts'
import { claimsAbout, type CredentialClaim } from './schema/credential-type.ts'
import type { Pack } from './schema/pack.ts'

const file = 'credentials.json'

export function checkCredentials(pack: Pack): Problem[] {
  const problems: Problem[] = []
  const report = (pointer: string, message: string, advice: string) => { problems.push({ file, pointer, message, advice }) }
  const twice = (values: string[], what: string, pointerOf: (at: number) => string) => {
    for (const [at, value] of values.entries()) if (values.indexOf(value) < at) report(pointerOf(at), `${value} stands here twice.`, `Give each ${what} a name of its own.`)
  }
  twice(pack.credentials.map(({ id }) => id), 'credential', (at) => `/${at}/id`)
  twice(pack.credentials.map(({ doctype }) => doctype), 'credential', (at) => `/${at}/doctype`)
  for (const [at, { agency, purpose, about, claims, everybody, holding, requires = {} }] of pack.credentials.entries()) {
    if (everybody !== undefined) problems.push(...checkEverybody(pack, everybody, Object.keys(requires), `/${at}/everybody`))
    if (holding !== undefined) problems.push(...checkHolding(pack, holding, agency, `/${at}/holding`))
    if (!pack.agencies.some(({ id }) => id === agency)) report(`/${at}/agency`, `There is no agency ${agency}.`, 'Name one of agencies.json.')
    if (about === 'official' || about === 'device') {
      if (purpose !== undefined) report(`/${at}/purpose`, `Of ${about === 'official' ? 'an official' : 'a device'} no register is asked.`, 'Leave the purpose out: its agency has said it all.')
      if (about === 'device' && !claims.some(({ name, from }) => name === 'device_id' && from === 'device.id')) report(`/${at}/claims`, 'No claim device_id says which device it is.', 'Add it, from device.id: by it the device knows its own name as a client.')
      twice(claims.map(({ name }) => name), 'claim', (claim) => `/${at}/claims/${claim}/name`)
      problems.push(...checkClaimsAbout(about, claims, at))
      continue
    }
    const reading = pack.purposes.find(({ id }) => id === purpose)
    if (purpose === undefined) report(`/${at}/purpose`, 'The purpose is missing.', 'Name one of purposes.json that reads the fields which the claims come from.')
    else if (!reading) report(`/${at}/purpose`, `There is no purpose ${purpose}.`, 'Add it to purposes.json, with the fields that the claims come from.')
    else if (reading.agency !== null) report(`/${at}/purpose`, `${purpose} hands data to an agency.`, 'A credential goes to the person: name a purpose whose agency is null.')
    twice(claims.map(({ name }) => name), 'claim', (claim) => `/${at}/claims/${claim}/name`)
    if (about === 'mandate') {
      problems.push(...checkClaimsAbout(about, claims, at))
      continue
    }
    const asked = [...claims.map(({ from }, claim) => [from, `/${at}/claims/${claim}/from`] as const), ...Object.keys(requires).map((from) => [from, `/${at}/requires/${from}`] as const)]
    for (const [from, pointer] of asked) if (reading && !reading.fields.includes(from)) report(pointer, `${purpose} does not read ${from}.`, 'Add the field to the purpose, or leave the claim out.')
    for (const [claim, entry] of claims.entries()) problems.push(...checkClaim(pack, entry, `/${at}/claims/${claim}`))
  }
  return problems
}

/** By which an agency finds those who are entitled. */
function checkEverybody(pack: Pack, id: string, requires: readonly string[], pointer: string): Problem[] {
  const purpose = pack.purposes.find((one) => one.id === id)
  const problem = (message: string, advice: string) => [{ file, pointer, message, advice }]
  if (purpose?.everybody !== true) return problem(`${id} is no purpose for looking at everybody.`, 'Name one of purposes.json that says "everybody": its law allows the agency to look without asking each.')
  if (requires.length === 0) return problem('The card requires nothing: everybody is entitled.', 'Leave it out, or say in "requires" who is.')
  const missing = requires.filter((from) => !purpose.fields.includes(from))
  return missing.length === 0 ? [] : problem(`${id} does not read ${missing.join(', ')}.`, 'Add what the card requires to the purpose, and no more.')
}

/** By which an agency makes sure whose card it is about to hold. */
function checkHolding({ purposes, registers }: Pack, id: string, agency: string, pointer: string): Problem[] {
  const purpose = purposes.find((one) => one.id === id)
  const problem = (message: string, advice: string) => [{ file, pointer, message, advice }]
  if (purpose?.agency !== agency) return problem(`${id} is no purpose of ${agency}.`, 'Name one of purposes.json whose agency is that of the card.')
  const { fields, about = [] } = purpose
  const [register, field = ''] = (about[0] ?? '').split('.')
  const isText = registers.find((one) => one.id === register)?.fields[field]?.type === 'text'
  return about.length === 1 && fields.length === 0 && isText ? [] : problem(`${id} reads something else than a name.`, 'Name in "about" the field of the name, and nothing in "fields": no more is wanted to see that a number was mistyped.')
}

/** No register holds them, and none has a word for them. */
function checkClaimsAbout(about: keyof typeof claimsAbout, claims: readonly CredentialClaim[], at: number): Problem[] {
  return claims.flatMap(({ from, ageOver, attributes, label }, claim) => {
    const problem = (pointer: string, message: string, advice: string) => [{ file, pointer: `/${at}/claims/${claim}${pointer}`, message, advice }]
    const [of, name = ''] = from.split('.')
    if (of !== about || !Object.hasOwn(claimsAbout[about], name)) return problem('/from', `${from} is nothing that a credential about ${about} says.`, `It says: ${Object.keys(claimsAbout[about]).map((one) => `${about}.${one}`).join(', ')}.`)
    if (ageOver !== undefined || attributes !== undefined) return problem('', `${from} is neither a date of birth nor people.`, 'Leave ageOver and attributes out.')
    return label === undefined ? problem('/label', `${from} has no label of its own.`, 'Say in every language what it is.') : []
  })
}

function checkClaim(pack: Pack, { from, ageOver, attributes, label }: CredentialClaim, pointer: string): Problem[] {
  const [register, field] = from.split('.') as [string, string]
  const type = pack.registers.find(({ id }) => id === register)?.fields[field]?.type
  const problem = (at: string, message: string, advice: string) => [{ file, pointer: `${pointer}${at}`, message, advice }]
  if (type === undefined) return problem('/from', `No register holds ${from}.`, 'Name a field of registers.json.')
  if (ageOver !== undefined && type !== 'date') return problem('/ageOver', `${from} is no date.`, 'An age is reckoned from a date of birth.')
  if (ageOver !== undefined && label === undefined) return problem('/label', 'An age has no label of its own.', 'Say it in every language, such as “19 or older”.')
  const people = type === 'people' || type === 'person'
  if (people !== (attributes !== undefined)) return problem('/attributes', people ? `${from} is people.` : `${from} is no people.`, 'Say of people, and of nothing else, which attributes the credential shows.')
  return []
}
