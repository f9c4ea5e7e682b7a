import { strict } from '../../../../kernel/schema/schema.ts'
import { changesAnything, type Notices, SettingChanges } from '../../../notices/index.ts'
import type { Confirmations } from '../confirm/confirmations.ts'
import { askToConfirm, Confirmed, doneAlready } from './ask-to-confirm.ts'
import { Language } from './shapes.ts'
import { callerOf, defineTool } from './tool.ts'

export const changeNoticeSettingTool = ({ notices, confirmations }: { notices: Notices; confirmations: Confirmations }) => defineTool({
  name: 'change_notice_setting',
  title: 'Change how I am notified',
  description: 'Asks the person to change how the state notifies them: channels, kinds of notices, frequency, quiet hours, language. Nothing is changed by this call: the person reads the exact effect on a page of the portal, and confirms there. Kinds that the law wants or that protect the person cannot be switched off; the page says which.',
  input: strict({ changes: SettingChanges, language: Language }),
  output: Confirmed,
  async run(call, { changes }) {
    const { person } = callerOf(call)
    const { wording: { t, language }, origin } = call
    if (!changesAnything(await notices.planChanges(person, changes, language.tag))) return doneAlready('notice settings', { application: null, receipt: null, page: `${origin}/my/inbox/settings` })
    return askToConfirm(call, confirmations, { act: 'setting', object: JSON.stringify(changes), application: null, message: t('assistant.agents.asks-setting') })
  },
})
