/** How many witnesses are enough, whichever they are: did:webvh knows a number, the policy of a log also groups. */
import type { Policy } from '../../../kernel/transparency/note/policy.ts'

/** @returns the smallest number of which every choice is a quorum; none are needed where it is 0 */
export function thresholdOf({ witnesses, isQuorum }: Pick<Policy, 'witnesses' | 'isQuorum'>): number {
  const names = witnesses.map(({ name }) => name)
  for (let count = 0; count < names.length; count += 1) if (choices(names, count).every((chosen) => isQuorum(new Set(chosen)))) return count
  return names.length
}

function choices(names: readonly string[], count: number): string[][] {
  if (count === 0) return [[]]
  return names.flatMap((name, at) => choices(names.slice(at + 1), count - 1).map((rest) => [name, ...rest]))
}
