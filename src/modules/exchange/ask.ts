/** Asks the registers in parallel; every value that comes back stands in the access log before anyone sees it. */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import { emit } from '../../kernel/events/events.ts'
import { Fault } from '../../kernel/faults/faults.ts'
import { Disclosed, exchangeFaults, type Answers, type KnownValue, type Silence } from './contract.ts'
import { type LogAccess, loggedTransaction } from './log-access.ts'
import { purposeOf, splitField } from './purposes.ts'
import type { RegisterClient } from './register-client.ts'

export interface OwnDataRequest {
  /** Who asks, and whose data it is: one and the same person. */
  person: string
  purpose: string
  caseId: string | null
  /** Ask only these registers (a second try after a silence); all of the purpose's when absent. */
  registers?: string[]
}

export interface AskDeps {
  access: LogAccess
  pack: Pack
  client: RegisterClient
}

/** People read what the state holds on themselves (access to one's own data; the purpose names the law). */
export async function askOwnData({ access, pack, client }: AskDeps, request: OwnDataRequest): Promise<Answers> {
  const purpose = purposeOf(pack, request.purpose)
  if (purpose.agency !== null) throw new Fault(exchangeFaults.beyondPurpose)
  const questions = groupByRegister(purpose.fields, request.registers)
  const results = await Promise.all([...questions].map(async ([register, fields]) => {
    const definition = pack.registers.find(({ id }) => id === register)
    if (!definition) throw new Fault(exchangeFaults.noPurpose)
    return client.ask(definition, { subject: request.person, purpose: purpose.id, fields, requester: { agency: 'self', ...(request.caseId ? { case: request.caseId } : {}) } })
  }))
  const known: KnownValue[] = []
  const silent: Silence[] = []
  for (const result of results) {
    if (Array.isArray(result)) known.push(...result)
    else silent.push(result)
  }
  await logOwnReading(access, request, known)
  return { known, silent }
}

async function logOwnReading(access: LogAccess, { person, purpose, caseId }: OwnDataRequest, known: KnownValue[]) {
  if (known.length === 0) return
  await loggedTransaction(access, async (tx, write) => {
    await write({ person, recipient: 'self', role: 'self', purpose, caseId, consent: null, values: known })
    await emit(tx, Disclosed, { person, purpose, recipient: 'self', caseId, fields: known.map(({ register, field }) => `${register}.${field}`) })
  })
}

export function groupByRegister(fields: string[], only: string[] | undefined): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const name of fields) {
    const { register, field } = splitField(name)
    if (only && !only.includes(register)) continue
    groups.set(register, [...(groups.get(register) ?? []), field])
  }
  return groups
}
