/** The files that say what a service is, as values to change and as texts to keep: its own, its life event's, what may be answered, and who may see it. */
import { createHash } from 'node:crypto'
import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'
import type { LifeEvent } from '../../../../packages/pack-kit/schema/life-event.ts'
import type { Purpose } from '../../../../packages/pack-kit/schema/purpose.ts'
import type { PublicService } from '../../../../packages/pack-kit/schema/service.ts'

export interface ServiceFiles {
  service: PublicService
  event: LifeEvent
  facts: Fact[]
  purposes: Purpose[]
}

export const servicePath = (id: string) => `services/${id}.json`
export const eventPath = (id: string) => `life-events/${id}.json`

const pathsOf = (service: string, event: string): Record<keyof ServiceFiles, string> =>
  ({ service: servicePath(service), event: eventPath(event), facts: 'facts.json', purposes: 'purposes.json' })

/** @param textOf a file's text; undefined: there is none, and the service is new */
export function readServiceFiles(service: string, event: string, textOf: (path: string) => string | undefined): ServiceFiles {
  const paths = pathsOf(service, event)
  const read = (path: string): unknown => {
    const text = textOf(path)
    if (text === undefined) throw new Error(`the pack has no ${path}`)
    return JSON.parse(text)
  }
  return Object.fromEntries(Object.entries(paths).map(([part, path]) => [part, read(path)])) as unknown as ServiceFiles
}

/** @returns path → text of the files that say something else than before */
export function changedTexts(before: ServiceFiles, after: ServiceFiles): Map<string, string> {
  const paths = pathsOf(after.service.id, after.event.id)
  return new Map((Object.keys(paths) as (keyof ServiceFiles)[]).filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part])).map((part) => [paths[part], printJson(after[part])]))
}

/** As the files of a pack are written. */
export const printJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

export const hashOf = (text: string | undefined) => (text === undefined ? null : createHash('sha256').update(text).digest('hex'))
