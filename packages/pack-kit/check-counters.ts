/** Where applications are taken down for people who stand at a counter: the registers are asked for what each open form asks them at home, and nothing else. */
import type { Problem } from './problem.ts'
import type { Pack } from './schema/pack.ts'

export function checkCounters(pack: Pack): Problem[] {
  const { counters, registration, agencies, purposes, lifeEvents } = pack
  if (!counters) return []
  const report = (file: string, pointer: string, message: string, advice: string): Problem => ({ file, pointer, message, advice })
  const purpose = purposes.find(({ id, agency, companies }) => id === counters.purpose && agency === null && !companies)
  const asked = new Map(lifeEvents.filter(({ open }) => open).flatMap((event) => purposes.filter(({ id, agency }) => agency === null && event.purposes.includes(id)).flatMap(({ fields }) => fields.map((field) => [field, event.id] as const))))
  return [
    ...counters.agencies.flatMap((id, at) => (agencies.some((agency) => agency.id === id) ? [] : [report('pack.json', `/counters/agencies/${at}`, `There is no agency ${id}.`, `There are: ${agencies.map((agency) => agency.id).join(', ')}.`)])),
    ...(registration ? [] : [report('pack.json', '/counters', 'Nothing says by which document somebody at a counter shows who they are.', 'Add "registration" with its documents.')]),
    ...(purpose ? [] : [report('pack.json', '/counters/purpose', `There is no purpose of people’s own ${counters.purpose}.`, 'Add it to purposes.json with "agency": null.')]),
    ...(!purpose || purpose.fields.includes(counters.name) ? [] : [report('pack.json', '/counters/name', `The purpose ${purpose.id} does not read ${counters.name}.`, 'Name the field in which a register keeps a person’s name, and add it to the purpose.')]),
    ...(purpose ? [...asked].filter(([field]) => !purpose.fields.includes(field)).map(([field, event]) => report('purposes.json', `/${purposes.indexOf(purpose)}/fields`, `At a counter the form of ${event} would miss ${field}.`, `Add "${field}".`)) : []),
  ]
}
