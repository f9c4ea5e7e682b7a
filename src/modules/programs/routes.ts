/** An administrator lets programs in, says where they are told, and sees every message to them. */
import Type from 'typebox'
import { Fault } from '../../kernel/faults/faults.ts'
import { SeeOther } from '../../kernel/http/answers.ts'
import type { Http } from '../../kernel/http/http.ts'
import { strict, Uuid } from '../../kernel/schema/schema.ts'
import type { View } from '../../web/view.ts'
import { programsFaults } from './contract.ts'
import type { Programs } from './index.ts'
import { programPage } from './pages/program-page.tsx'
import { programsPage } from './pages/programs-page.tsx'

const params = strict({ program: Uuid })
const done = ['address', 'trial', 'again'] as const

export function programsRoutes(http: Http<View>, programs: Programs) {
  const who = 'administrator'

  http.page('/console/programs', { who }, async ({ principal, view }) => programsPage(view, { programs: await programs.list(principal) }))

  http.form('/console/programs', { who, body: strict({ name: Type.String({ maxLength: 120 }) }) }, async ({ principal, body, view }) => {
    try {
      const { id, key } = await programs.make(principal, body.name)
      return programsPage(view, { programs: await programs.list(principal), made: { id, key, name: body.name.trim() } })
    } catch (cause) {
      if (!is(cause, programsFaults.nameMissing)) throw cause
      return programsPage(view, { programs: await programs.list(principal), errors: [{ field: 'name', text: view.t('programs.fault.name-missing') }] })
    }
  })

  http.page('/console/programs/:program', { who, params, query: strict({ before: Type.Optional(Uuid), done: Type.Optional(Type.Enum([...done])) }) }, async ({ principal, params, query, view }) => {
    const read = await programs.read(principal, params.program, query.before)
    return programPage(view, { ...read, done: query.done, later: query.before !== undefined, secret: secretFor(read.address) })
  })

  http.form('/console/programs/:program/address', { who, params, body: strict({ address: Type.String({ maxLength: 500 }) }) }, async ({ principal, params, body, view }) => {
    const address = body.address.trim()
    try {
      await programs.giveAddress(principal, params.program, address)
    } catch (cause) {
      if (!is(cause, programsFaults.addressUnusable)) throw cause
      const read = await programs.read(principal, params.program)
      return programPage(view, { ...read, secret: secretFor(read.address), later: false, typed: address, errors: [{ field: 'address', text: view.t('programs.fault.address-unusable') }] })
    }
    return new SeeOther(`/console/programs/${params.program}?done=address`)
  })

  http.form('/console/programs/:program/trial', { who, params, body: strict({}) }, async ({ principal, params }) => {
    await programs.sendTrial(principal, params.program)
    return new SeeOther(`/console/programs/${params.program}?done=trial`)
  })

  http.form('/console/programs/:program/again', { who, params, body: strict({ which: Type.Enum(['lost', 'day', 'week']) }) }, async ({ principal, params, body: { which } }) => {
    await programs.sendAgain(principal, params.program, which === 'lost' ? { lost: true } : { days: which === 'day' ? 1 : 7 })
    return new SeeOther(`/console/programs/${params.program}?done=again`)
  })

  http.form('/console/programs/:program/end', { who, params, body: strict({}) }, async ({ principal, params }) => {
    await programs.end(principal, params.program)
    return new SeeOther('/console/programs')
  })

  const secretFor = (address: { id: string; ended_at: Date | null } | undefined) => (address?.ended_at === null ? programs.secret(address.id) : undefined)
}

const is = (cause: unknown, { code }: { code: string }) => cause instanceof Fault && cause.code === code
