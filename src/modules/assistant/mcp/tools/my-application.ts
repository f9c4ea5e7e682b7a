import Type from 'typebox'
import { Instant, strict } from '../../../../kernel/schema/schema.ts'
import type { Cases } from '../../../cases/index.ts'
import { Language, nameIn, orNull } from './shapes.ts'
import { callerOf, defineTool } from './tool.ts'

export const myApplicationTool = (cases: Cases) => defineTool({
  name: 'my_application',
  title: 'Look at one of my applications',
  description: 'One sent application of the person who let this program act: for each agency how far it is, until when it must decide, what was decided and why, and what has happened.',
  input: strict({ receipt: Type.String({ minLength: 1, maxLength: 40, description: 'As my_applications gives it' }), language: Language }),
  output: strict({
    receipt: Type.String(), event: Type.String(), name: Type.String(), status: Type.String(), statusText: Type.String(), submittedAt: Instant, page: Type.String(),
    parts: Type.Array(strict({
      agency: Type.String(), status: Type.String({ description: 'arriving, open, waiting, decided, withdrawn' }), statusText: Type.String(), dueOn: orNull(Type.String({ description: 'Legal deadline of the agency' })),
      services: Type.Array(strict({ service: Type.String(), name: Type.String(), status: Type.String({ description: 'pending, approved, refused, withdrawn' }), statusText: Type.String(), reason: orNull(Type.String()) })),
    })),
    happenings: Type.Array(strict({ at: Instant, kind: Type.String(), agency: orNull(Type.String()) })),
  }),
  async run(call, { receipt }) {
    const { wording: { t, pack, text }, origin } = call
    const { application, parts, lines, happenings } = await cases.application(callerOf(call).person, receipt)
    return {
      about: receipt,
      told: {
        receipt, event: application.event, name: nameIn(text, pack.lifeEvents, application.event), status: application.status, statusText: t(`cases.status.${application.status}`),
        submittedAt: (application.submitted_at ?? application.created_at).toISOString(), page: `${origin}/my/applications/${receipt}`,
        parts: parts.map(({ id, agency, status, due_on }) => ({
          agency: nameIn(text, pack.agencies, agency), status, statusText: t(`cases.part-status.${status}`), dueOn: due_on,
          services: lines.filter(({ part_id }) => part_id === id).map((line) => ({ service: line.service, name: nameIn(text, pack.services, line.service), status: line.status, statusText: t(`cases.line-status.${line.status}`), reason: line.reason })),
        })),
        happenings: happenings.map(({ at, kind, agency }) => ({ at: at.toISOString(), kind, agency: agency === null ? null : nameIn(text, pack.agencies, agency) })),
      },
    }
  },
})
