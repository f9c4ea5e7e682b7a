import Type from 'typebox'
import { SeeOther } from '../../../kernel/http/answers.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { longestReason, type Switch } from './keep-switch.ts'
import { switchPage, switchPath } from './switch-page.tsx'

const body = strict({ off: Type.Union([Type.Literal('yes'), Type.Literal('no')]), reason: Type.String({ maxLength: longestReason }) })

export function switchRoutes(http: Http<View>, state: Switch) {
  http.page(switchPath, { who: 'administrator' }, async ({ view }) => switchPage(view, await state.read()))
  http.form(switchPath, { who: 'administrator', body }, async ({ body: { off, reason }, principal, view }) => {
    if (reason.trim() === '') return switchPage(view, await state.read(), [{ field: 'reason', text: view.t('assistant.fault.reason-missing') }])
    await state.turn(`official:${principal.official}`, off === 'yes', reason)
    return new SeeOther(switchPath)
  })
}
