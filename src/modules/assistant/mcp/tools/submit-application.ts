import Type from 'typebox'
import { Fault } from '../../../../kernel/faults/faults.ts'
import { strict } from '../../../../kernel/schema/schema.ts'
import type { Cases } from '../../../cases/index.ts'
import { assistantFaults } from '../../contract.ts'
import type { Confirmations } from '../confirm/confirmations.ts'
import { askToConfirm, Confirmed, doneAlready } from './ask-to-confirm.ts'
import { Language, nameIn } from './shapes.ts'
import { callerOf, defineTool } from './tool.ts'

export const submitApplicationTool = ({ cases, confirmations }: { cases: Cases; confirmations: Confirmations }) => defineTool({
  name: 'submit_application',
  title: 'Send an application',
  description: 'Asks the person to send a draft that they have filled in. Nothing is sent by this call: the person reads on a page of the portal what goes to which agency, and confirms there. The same call afterwards gives the receipt. A draft that still lacks something is refused with the page on which the person goes on.',
  input: strict({ application: Type.String({ format: 'uuid', description: 'Id of a draft, as my_applications gives it' }), language: Language }),
  output: Confirmed,
  async run(call, { application: id }) {
    const { wording: { pack, text, t }, origin } = call
    const { person } = callerOf(call)
    const { receipt, event, missing, services } = await cases.sending(person, id)
    if (receipt !== null) return doneAlready(receipt, { application: id, receipt, page: `${origin}/my/applications/${receipt}` })
    if (missing !== null || services.length === 0) throw new Fault(assistantFaults.notReady, { values: { page: `${origin}/apply/${id}/continue` } })
    return askToConfirm(call, confirmations, { act: 'submit', object: id, application: id, message: t('assistant.agents.asks-submit', { event: nameIn(text, pack.lifeEvents, event) }) })
  },
})
