/** Who vouches for the transparency logs: a policy whose witnesses all have an address. */
import { readFileSync } from 'node:fs'
import { type Policy, readPolicy } from '../transparency/note/policy.ts'
import { ConfigError } from './read-config.ts'

/** @throws ConfigError with a sentence for each mistake */
export function readWitnesses(file: string): Policy {
  let policy: Policy
  try {
    policy = readPolicy(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new ConfigError([`${file}: ${(cause as Error).message}.`])
  }
  // A witness of whom nobody can ask a signature would let the grace run out.
  const silent = policy.witnesses.filter(({ url }) => url === undefined || !URL.canParse(url))
  const faults = silent.map(({ name }) => `${file}: the witness ${name} has no address. Give it after its key, such as http://10.0.0.7:8600.`)
  if (policy.witnesses.length === 0) faults.push(`${file} names no witness. Leave MARU_WITNESSES_FILE out where there is none.`)
  if (faults.length > 0) throw new ConfigError(faults)
  return policy
}
