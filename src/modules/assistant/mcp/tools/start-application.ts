import { strict } from '../../../../kernel/schema/schema.ts'
import { Fault } from '../../../../kernel/faults/faults.ts'
import type { Cases } from '../../../cases/index.ts'
import { assistantFaults } from '../../contract.ts'
import type { Confirmations } from '../confirm/confirmations.ts'
import { askToConfirm, Confirmed, doneAlready } from './ask-to-confirm.ts'
import { EventId, Language, nameIn } from './shapes.ts'
import { callerOf, defineTool } from './tool.ts'

export const startApplicationTool = ({ cases, confirmations }: { cases: Cases; confirmations: Confirmations }) => defineTool({
  name: 'start_application',
  title: 'Start an application',
  description: 'Asks the person to open a draft of the one application that a life event needs. Nothing is opened by this call: the person reads on a page of the portal what will happen, and confirms there. The same call afterwards gives the draft. The person goes on with it on the portal.',
  input: strict({ event: EventId, language: Language }),
  output: Confirmed,
  async run(call, { event }) {
    const { wording: { pack, text, t }, origin } = call
    const { person } = callerOf(call)
    if (!pack.lifeEvents.some(({ id, open }) => id === event && open)) throw new Fault(assistantFaults.nothingToDo)
    const draft = (await cases.applications(person)).find((row) => row.event === event && row.status === 'draft')
    if (draft) return doneAlready(event, { application: draft.id, receipt: null, page: `${origin}/apply/${draft.id}/continue` })
    return askToConfirm(call, confirmations, { act: 'start', object: event, application: null, message: t('assistant.agents.asks-start', { event: nameIn(text, pack.lifeEvents, event) }) })
  },
})
