/** Officials who write the law try it here; the pack itself changes where its text is kept. */
import Type from 'typebox'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { dayOf } from '../language/day-of.ts'
import { formatPage } from '../language/format-page.ts'
import type { RulesRoutes } from '../routes-contract.ts'
import { editorPage, editorPath, nameOf, pagesPage, servicesIn } from './editor-page.tsx'
import { tryPage } from './try-page.ts'

const params = strict({ page: Type.String({ maxLength: 100 }) })
const body = strict({ text: Type.String({ maxLength: 60_000 }), on: Type.String({ maxLength: 40 }), facts: Type.String({ maxLength: 20_000 }), act: Type.Optional(Type.Literal('format')) })

export function editorRoutes(http: Http<View>, { rules, clock }: RulesRoutes) {
  const open = (view: View, name: string) => { const { path, text } = find(view, name); return { path, text, rules: servicesIn(text).filter((service) => rules.services.includes(service)) } }
  const today = () => clock.today().toString()
  const find = (view: View, name: string) => {
    const page = view.pack.rules.find(({ path }) => nameOf(path) === name)
    if (!page) throw new Fault(kernelFaults.notFound)
    return page
  }
  http.page(editorPath, { who: 'official' }, ({ view }) => pagesPage(view, view.pack.rules))
  http.page(`${editorPath}/:page`, { who: 'official', params }, ({ params: { page }, view }) => editorPage(view, { ...open(view, page), facts: '', on: today() }, null))
  http.form(`${editorPath}/:page`, { who: 'official', params, body }, ({ params: { page }, body: { text: sent, on: day, facts, act }, view }) => {
    const { path, rules: decides } = open(view, page)
    // Browsers send line ends as CR LF (HTML Living Standard, form submission).
    const typed = sent.replaceAll('\r\n', '\n')
    const text = act === 'format' ? formatPage(typed) : typed
    const on = dayOf(day.trim()) === null ? today() : day.trim()
    return editorPage(view, { path, text, facts, on, rules: decides }, tryPage(view.pack, path, text, facts, on))
  })
}
