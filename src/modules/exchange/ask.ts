/** Asks the registers in parallel; every value that comes back stands in the access log before anyone sees it. */
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import { actingUnder } from '../../kernel/http/acting-for.ts'
import { Fault, kernelFaults } from '../../kernel/faults/faults.ts'
import { askRegisters } from './ask-registers.ts'
import { exchangeFaults, type Answers } from './contract.ts'
import type { LogAccess } from './log-access.ts'
import type { LogOwnLook } from './log-own-looks.ts'
import { purposeOf } from './purposes.ts'
import type { RegisterClient } from './register-client.ts'

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

/** Who reads for another is in the log by the mandate: its id follows. */
export const representative = 'mandate/'

/** Ids of the mandates under which somebody looked. */
export const mandatesIn = (log: readonly { recipient: string }[]) => [...new Set(log.flatMap(({ recipient }) => (recipient.startsWith(representative) ? [recipient.slice(representative.length)] : [])))]

/** People read what the state holds on themselves (access to one's own data; the purpose names the law). */
export async function askOwnData({ logOwnLook, pack, client }: OwnDeps, request: OwnDataRequest): Promise<Answers> {
  const { person, caseId, registers, fields } = request
  const purpose = purposeOf(pack, request.purpose)
  if (purpose.agency !== null || fields?.some((name) => !purpose.fields.includes(name))) throw new Fault(exchangeFaults.beyondPurpose)
  const requester = { agency: 'self', ...(caseId ? { case: caseId } : {}) }
  const answers = await askRegisters(pack, client, { subject: person, purpose: purpose.id, fields: fields ?? purpose.fields, registers, requester })
  const under = actingUnder()
  // Nobody is told of it by an event: it is their own act, and a mandate's use has a notice of its own.
  await logOwnLook({ person, recipient: under ? `${representative}${under.id}` : 'self', role: under ? 'representative' : 'self', purpose: purpose.id, caseId, values: answers.known })
  return answers
}

/** Everything that the registers hold. @throws Fault kernel.not-found in a country whose law gives no such right */
export async function askAllHeld(deps: OwnDeps, person: string): Promise<Answers> {
  if (!deps.pack.dataRights) throw new Fault(kernelFaults.notFound)
  return askOwnData(deps, { person, purpose: deps.pack.dataRights.access, caseId: null })
}
