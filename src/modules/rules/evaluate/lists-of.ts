import type { Fact } from '../../../../packages/pack-kit/schema/fact.ts'

/** Entities of which there can be several. */
export const listsOf = (facts: readonly Fact[]): string[] => [...new Set(facts.filter(({ list }) => list).map(({ fact }) => fact.slice(0, fact.indexOf('.'))))]
