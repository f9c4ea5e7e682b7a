import Type from 'typebox'
import { Instant, strict } from '../../../../kernel/schema/schema.ts'
import type { Cases } from '../../../cases/index.ts'
import { Language, nameIn, orNull } from './shapes.ts'
import { callerOf, defineTool } from './tool.ts'

export const myApplicationsTool = (cases: Cases) => defineTool({
  name: 'my_applications',
  title: 'List my applications',
  description: 'The applications of the person who let this program act, newest first: drafts that are not sent, and sent ones with their receipt and status. Reads nothing from registers.',
  input: strict({ language: Language }),
  output: strict({
    applications: Type.Array(strict({
      application: Type.String({ description: 'Id, for submit_application' }), receipt: orNull(Type.String({ description: 'Null: not sent yet' })), event: Type.String(), name: Type.String(),
      status: Type.String({ description: 'draft, submitted, closed, withdrawn' }), statusText: Type.String(), createdAt: Instant, page: Type.String({ description: 'Where the person sees it, or goes on with it' }),
    })),
    waiting: Type.Array(Type.String(), { description: 'Receipts of those in which an agency waits for an answer of the person, given on the page' }),
  }),
  async run(call, _input) {
    const { wording: { t, pack, text }, origin } = call
    const { person } = callerOf(call)
    const [rows, waiting] = await Promise.all([cases.applications(person), cases.waiting(person)])
    return {
      told: {
        applications: rows.map(({ id, receipt, event, status, created_at }) => ({
          application: id, receipt, event, name: nameIn(text, pack.lifeEvents, event), status, statusText: t(`cases.status.${status}`), createdAt: created_at.toISOString(),
          page: receipt === null ? `${origin}/apply/${id}/continue` : `${origin}/my/applications/${receipt}`,
        })),
        waiting: waiting.map(({ receipt }) => receipt),
      },
    }
  },
})
