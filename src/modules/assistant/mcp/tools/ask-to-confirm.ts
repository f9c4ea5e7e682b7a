/** What every tool that would change something does instead: it opens a question that only the person can answer, on a page of the portal. */
import Type, { type Static } from 'typebox'
import { strict } from '../../../../kernel/schema/schema.ts'
import { aboutOf, type Confirmations, type Wanted } from '../confirm/confirmations.ts'
import { orNull } from './shapes.ts'
import { type Call, callerOf, type Told } from './tool.ts'

export const Confirmed = strict({
  status: Type.Union([Type.Literal('done'), Type.Literal('waits-for-person'), Type.Literal('declined')]),
  application: orNull(Type.String()), receipt: orNull(Type.String()),
  page: Type.String({ description: 'Show this address to the person: where they confirm, or where they go on' }),
})

/** Nothing is left to ask. */
export const doneAlready = (about: string, told: { application: string | null; receipt: string | null; page: string }): Told<Static<typeof Confirmed>> => ({ about, told: { status: 'done', ...told } })

export interface Asked extends Wanted { application: string | null; message: string }

export async function askToConfirm(call: Call, confirmations: Confirmations, { application, message, ...wanted }: Asked): Promise<Told<Static<typeof Confirmed>>> {
  const { person, client } = callerOf(call)
  const pageOf = (id: string) => `${call.origin}/my/agents/confirm/${id}`
  const told = (status: 'waits-for-person' | 'declined', id: string) => ({ status, application, receipt: null, page: pageOf(id) })
  const before = call.answered === undefined ? undefined : await confirmations.of(person, call.answered.confirmation)
  if (before && call.answered?.action !== 'accept') await confirmations.decline(person, before.id)
  if (before && (before.status === 'declined' || call.answered?.action !== 'accept')) return { about: aboutOf(wanted), outcome: 'declined', told: told('declined', before.id) }
  const { id } = await confirmations.open(person, client, wanted)
  return { about: aboutOf(wanted), outcome: 'asked', told: told('waits-for-person', id), confirm: { id, page: pageOf(id), message } }
}
