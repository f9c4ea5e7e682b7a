/** Requirements with their evidence, for everybody: what may be asked for which purpose, what proves it, and who gives it. */
import Type from 'typebox'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import { File } from '../../../kernel/http/answers.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { EvidenceOfReply } from '../contract.ts'
import { exportRequirements, requirementsPath } from './export-requirements.ts'
import { findEvidence } from './find-evidence.ts'

/** @param address public origin; whatever was asked for when left out */
export function requirementRoutes(http: Http<View>, address: string | undefined) {
  http.page(requirementsPath, { who: 'anyone', summary: 'What may be asked for which purpose, what proves it, and which register gives it: CCCEV 2.1 as JSON-LD' }, ({ request, view }) =>
    new File(exportRequirements(view.pack, address ?? `http://${request.host}`), 'application/ld+json'))

  http.api('GET', '/api/requirements/:requirement/evidence', { who: 'anyone', params: strict({ requirement: Type.String({ pattern: '^[a-z0-9-]{1,60}$' }) }), summary: 'The evidence types that a requirement asks for, each with the register that gives it', tag: 'exchange', reply: { 200: EvidenceOfReply } },
    async ({ params, view }) => ({ requirement: params.requirement, evidence: evidenceIn(view, params.requirement) }))
}

function evidenceIn({ pack, text }: View, requirement: string) {
  const purpose = requirementOf(pack, requirement)
  return findEvidence(pack, purpose).map(({ register, type, fields }) => ({ type: type.id, name: text(type.name), register: register.id, agency: register.agency, fields }))
}

function requirementOf(pack: Pack, id: string) {
  const purpose = pack.purposes.find((candidate) => candidate.id === id)
  if (!purpose) throw new Fault(kernelFaults.notFound)
  return purpose
}
