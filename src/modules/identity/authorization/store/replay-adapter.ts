/** Proofs that must never be seen twice (RFC 9449 section 11.1; RFC 7523 section 3): nothing is looked up before, the first insertion wins. */
import type { Adapter } from 'oidc-provider'
import type { StateWriter } from './write-state.ts'

export function createReplayAdapter(writer: StateWriter, plain: Adapter): Adapter {
  return {
    ...plain,
    find: () => Promise.resolve(undefined),
    upsert: (id, _payload, expiresIn) => writer.firstUse(id, new Date(Date.now() + (expiresIn ?? 0) * 1000)),
  }
}
