/** What is written with a decision on a service: a page of the studio of its own, in every language. */
import Type from 'typebox'
import { SeeOther } from '../../../kernel/http/answers.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict, Uuid } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import { lettersPage } from './pages/letters-page.tsx'
import { mistakesInWords } from './pages/mistakes-in-words.ts'
import { versionPath } from './pages/services-studio-page.tsx'
import { readLetters, typedLetters } from './read-letters.ts'
import type { StudioRoutes } from './studio-routes.ts'

const who = 'service-owner'
const params = strict({ version: Uuid })

export function letterRoutes(http: Http<View>, { versions }: Pick<StudioRoutes, 'versions'>) {
  http.page('/console/services/versions/:version/letters', { who, params }, async ({ params: { version }, principal, view }) => {
    const row = await versions.read(principal, version)
    const { service } = versions.filesOf(row)
    return lettersPage({ ...view, pack: versions.packWith(row) }, { version: row, service, typed: typedLetters(service) })
  })

  http.form('/console/services/versions/:version/letters', { who, params, body: Type.Record(Type.String({ maxLength: 60 }), Type.String({ maxLength: 4_000 })) }, async ({ params: { version }, body, principal, view }) => {
    const row = await versions.read(principal, version)
    const pack = versions.packWith(row)
    const { service, mistakes } = readLetters(body, pack, versions.filesOf(row).service)
    if (mistakes.length > 0) return lettersPage({ ...view, pack }, { version: row, service, typed: body, errors: mistakesInWords(view, mistakes) })
    await versions.change(principal, version, Number(body['revision']), (files) => ({ ...files, service }))
    return new SeeOther(versionPath(version))
  })
}
