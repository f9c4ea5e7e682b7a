/** What clients may be let into: other rooms name their resources (RFC 8707) and scopes before the first request. */
import type { Text } from '../../../kernel/schema/schema.ts'

export interface Resource {
  /** Path after the platform's origin; together they are the resource indicator and the audience of its tokens. */
  path: string
  /** Seconds that a token for it is good for. */
  tokenSeconds: number
  scopes: ResourceScope[]
  /** Programs that nobody has registered may ask for it. */
  agents?: boolean
}

export interface ResourceScope {
  name: string
  /** What whoever consents lets the client do, in every language of the pack. */
  meaning: Text
  /** Machines may ask for it: all of them, or those whose agency has said so. */
  devices?: 'all' | 'chosen'
}

export interface Resources {
  add(resource: Resource): void
  all(): readonly Resource[]
  /** By its indicator. */
  at(origin: string, indicator: string): Resource | undefined
  /** The one whose scopes these are; none where they belong to several. */
  ofScopes(names: readonly string[]): Resource | undefined
  meaning(scope: string): Text | undefined
  ofDevices(which: NonNullable<ResourceScope['devices']>): ResourceScope[]
}

export const indicatorOf = (origin: string, { path }: Resource) => `${origin}${path}`

export function createResources(): Resources {
  const resources: Resource[] = []
  return {
    add(resource) {
      const taken = resource.scopes.find(({ name }) => resources.some(({ scopes }) => scopes.some((other) => other.name === name)))
      if (taken) throw new Error(`two resources have a scope named ${taken.name}`)
      resources.push(resource)
    },
    all: () => resources,
    at: (origin, indicator) => resources.find((resource) => indicatorOf(origin, resource) === indicator),
    ofScopes(names) {
      const owners = resources.filter(({ scopes }) => scopes.some(({ name }) => names.includes(name)))
      return owners.length === 1 ? owners[0] : undefined
    },
    ofDevices: (which) => resources.flatMap(({ scopes }) => scopes).filter(({ devices }) => devices === which),
    meaning: (scope) => resources.flatMap(({ scopes }) => scopes).find(({ name }) => name === scope)?.meaning,
  }
}
