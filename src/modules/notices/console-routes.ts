/** The operator's view of passes over everybody. */
import Type from 'typebox'
import { SeeOther } from '../../kernel/http/answers.ts'
import type { Http } from '../../kernel/http/http.ts'
import { strict } from '../../kernel/schema/schema.ts'
import type { View } from '../../web/view.ts'
import type { Passes } from './index.ts'
import { passPage, passPath } from './pages/pass-page.tsx'

export function passRoutes(http: Http<View>, passes: Passes) {
  http.page(passPath, { who: 'administrator', query: strict({ started: Type.Optional(Type.Literal('yes')) }) }, async ({ query, view }) => passPage(view, await passes.report(), query.started === 'yes'))

  http.form(passPath, { who: 'administrator', body: strict({}) }, async () => {
    await passes.start()
    return new SeeOther(`${passPath}?started=yes`)
  })
}
