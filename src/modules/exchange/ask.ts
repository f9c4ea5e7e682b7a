/** Asks the registers in parallel; every value that comes back stands in the access log before anyone sees it. */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import { actingUnder, takenDownAt } from '../../kernel/http/acting-for.ts'
import { Fault, kernelFaults } from '../../kernel/faults/faults.ts'
import { askRegisters } from './ask-registers.ts'
import { exchangeFaults, type Answers } from './contract.ts'
import type { LogAccess } from './log-access.ts'
import type { LogOwnLook } from './log-own-looks.ts'
import { purposeOf } from './purposes.ts'
import type { RegisterClient } from './register-client.ts'
import { counterPurpose, representative, visitRole } from './who-looks.ts'

export interface OwnDataRequest {
  /** Who asks, and whose data it is: one and the same person. */
  person: string
  purpose: string
  caseId: string | null
  /** Ask only these registers (a second try after a silence); all of the purpose's when absent. */
  registers?: string[]
  /** `register.field`, of the purpose's; all of them when absent. */
  fields?: readonly string[]
}

export interface AskDeps {
  access: LogAccess
  pack: Pack
  client: RegisterClient
}

type OwnDeps = Omit<AskDeps, 'access'> & { logOwnLook: LogOwnLook }

/** People read what the state holds on themselves (access to one's own data; the purpose names the law). */
export async function askOwnData({ logOwnLook, pack, client }: OwnDeps, request: OwnDataRequest): Promise<Answers> {
  const { person, caseId, registers, fields } = request
  const own = purposeOf(pack, request.purpose)
  const asked = fields ?? own.fields
  const [counter, under] = [takenDownAt(), actingUnder()]
  const purpose = counter ? counterPurpose(pack, counter) : own
  if (own.agency !== null || [own, purpose].some((of) => asked.some((name) => !of.fields.includes(name)))) throw new Fault(exchangeFaults.beyondPurpose)
  const requester = { agency: counter?.agency ?? 'self', ...(caseId ? { case: caseId } : {}) }
  const answers = await askRegisters(pack, client, { subject: person, purpose: purpose.id, fields: asked, registers, requester })
  // Nobody is told of it by an event: it is their own act, a mandate's use has a notice of its own, and so has what is taken down at a counter.
  const [recipient, role] = counter ? [counter.agency, visitRole(counter)] : under ? [`${representative}${under.id}`, 'representative'] : ['self', 'self']
  await logOwnLook({ person, recipient, role, purpose: purpose.id, caseId, values: answers.known })
  return answers
}

/** Everything that the registers hold. @throws Fault kernel.not-found in a country whose law gives no such right */
export async function askAllHeld(deps: OwnDeps, person: string): Promise<Answers> {
  if (!deps.pack.dataRights) throw new Fault(kernelFaults.notFound)
  return askOwnData(deps, { person, purpose: deps.pack.dataRights.access, caseId: null })
}
