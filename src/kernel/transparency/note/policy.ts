/** Whom a verifier believes: logs, witnesses, and how many of them (C2SP tlog-policy). */
import { type Checkpoint, type Cosigned, cosignedBy, demandLogSignature } from './checkpoint.ts'
import { readVkey, type VerifierKey } from './key.ts'

export interface PolicyLog { key: VerifierKey; url: string | undefined }
export interface PolicyWitness { name: string; key: VerifierKey; url: string | undefined }

export interface Policy {
  logs: PolicyLog[]
  witnesses: PolicyWitness[]
  /** Its lines about witnesses and how many are enough, without their addresses: what others may read. */
  rules: string
  /** Whether witnesses of these names are enough. */
  isQuorum(names: ReadonlySet<string>): boolean
}

type Met = (names: ReadonlySet<string>) => boolean

/** @throws Error with the number of the line that cannot be read */
export function readPolicy(text: string): Policy {
  const [logs, witnesses]: [PolicyLog[], PolicyWitness[]] = [[], []]
  const met = new Map<string, Met>()
  const members = new Set<string>()
  const lines: string[] = []
  let quorum: Met | undefined
  const define = (name: string | undefined, test: Met) => {
    if (name === undefined || name === 'none' || met.has(name)) throw new Error(`"${name ?? ''}" is no new name`)
    met.set(name, test)
  }
  const find = (name: string | undefined): Met => {
    const test = met.get(name ?? '')
    if (!test) throw new Error(`"${name ?? ''}" is not defined above`)
    return test
  }
  const unknown = (key: VerifierKey, others: readonly { key: VerifierKey }[]) => {
    if (others.some((other) => other.key.raw.equals(key.raw))) throw new Error(`the key of ${key.name} stands twice`)
    return key
  }
  const rules: Record<string, (words: string[]) => void> = {
    log: ([vkey, url]) => { logs.push({ key: unknown(ofType(vkey, 1), logs), url }) },
    witness: ([name, vkey, url]) => {
      witnesses.push({ name: name ?? '', key: unknown(ofType(vkey, 4), witnesses), url })
      define(name, (names) => names.has(name!))
    },
    group: ([name, threshold, ...list]) => {
      const tests = list.map((member) => {
        if (members.has(member)) throw new Error(`"${member}" is in a group already`)
        members.add(member)
        return find(member)
      })
      const least = threshold === 'all' ? tests.length : threshold === 'any' ? 1 : /^[1-9]\d*$/.test(threshold ?? '') ? Number(threshold) : 0
      if (least < 1 || least > tests.length) throw new Error('a group says how many of its members are enough: all, any, or a number of them')
      define(name, (names) => tests.filter((test) => test(names)).length >= least)
    },
    quorum: ([name]) => {
      if (quorum) throw new Error('there is one quorum')
      quorum = name === 'none' ? () => true : find(name)
    },
  }
  for (const [at, line] of text.split('\n').entries()) {
    const [word, ...rest] = line.split(/[ \t]+/).filter(Boolean)
    if (word === undefined || word.startsWith('#')) continue
    try {
      if (!Object.hasOwn(rules, word)) throw new Error(`"${word}" is none of log, witness, group, quorum`)
      rules[word]!(rest)
      if (word !== 'log') lines.push(`${[word, ...(word === 'witness' ? rest.slice(0, 2) : rest)].join(' ')}\n`)
    } catch (cause) {
      throw new Error(`line ${at + 1} of the policy: ${(cause as Error).message}`, { cause })
    }
  }
  if (!quorum) throw new Error('the policy has no line "quorum"')
  return { logs, witnesses, rules: lines.join(''), isQuorum: quorum }
}

function ofType(vkey: string | undefined, type: 1 | 4): VerifierKey {
  const key = readVkey(vkey ?? '')
  if (key.type !== type) throw new Error(type === 1 ? 'a log has a key of type 0x01' : 'a witness has a key of type 0x04')
  return key
}

export interface Witnessed {
  cosigned: Cosigned<VerifierKey>[]
  isEnough: boolean
}

/** @throws Error when a cosignature of a known witness does not hold */
export function witnessedBy(checkpoint: Checkpoint, { witnesses, isQuorum }: Policy): Witnessed {
  const cosigned = cosignedBy(checkpoint, witnesses.map(({ key }) => key))
  const names = new Set(witnesses.filter(({ key }) => cosigned.some((found) => found.key === key)).map(({ name }) => name))
  return { cosigned, isEnough: isQuorum(names) }
}

/** @throws Error that says what is missing: the log's signature, or witnesses */
export function demandPolicy(checkpoint: Checkpoint, policy: Policy): Cosigned<VerifierKey>[] {
  demandLogSignature(checkpoint, policy.logs.map(({ key }) => key))
  const { cosigned, isEnough } = witnessedBy(checkpoint, policy)
  if (!isEnough) throw new Error(`the checkpoint of ${checkpoint.origin} at ${checkpoint.size} lacks cosignatures: ${cosigned.length} of ${policy.witnesses.length} witnesses`)
  return cosigned
}
