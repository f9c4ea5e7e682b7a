/** What an operator watches: how old each authority's newest stamp is, and whether it gives any. */
import type { Measure } from '../../http/observe.ts'
import type { Transparency } from '../transparency.ts'
import type { AuthorityState } from './read-stamps.ts'

export function measureStamps(transparency: Transparency): Measure[] {
  const read = (value: (state: AuthorityState) => number | undefined): Measure['read'] => async () => (await Promise.all(transparency.all().map(async (log) =>
    (await log.authorityStates()).flatMap((state) => {
      const found = value(state)
      return found === undefined ? [] : [{ labels: { log: log.name, authority: state.authority }, value: found }]
    })))).flat()
  const labelNames = ['log', 'authority']
  return [
    { name: 'maru_log_stamp_time_seconds', help: 'Time of the newest time-stamp (RFC 3161), in seconds since 1970', labelNames, read: read(({ stampedAt }) => stampedAt === null ? undefined : stampedAt.getTime() / 1_000) },
    { name: 'maru_log_stamp_failing', help: '1 while a time-stamp authority gives nothing of use', labelNames, read: read(({ failingSince }) => failingSince === null ? 0 : 1) },
  ]
}
