import type { AskedClaim, Candidate } from '../present/match-query.ts'

/** What is shown for one credential that is asked for: of one card, in one of its ways, these claims. */
export interface Choice { candidate: Candidate; way: readonly AskedClaim[]; names: readonly string[] }

/** What nobody registered is not shown unless its holder says so. */
export const firstChoice = (candidate: Candidate, way: readonly AskedClaim[] = candidate.ways[0]): Choice =>
  ({ candidate, way, names: way.filter(({ needless }) => needless !== 'unregistered').map(({ name }) => name) })

export const showsLess = ({ way, names }: Choice) => way.some(({ name }) => !names.includes(name))
