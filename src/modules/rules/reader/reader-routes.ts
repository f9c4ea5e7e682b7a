/** The rules for everybody to read. */
import Type from 'typebox'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { Http } from '../../../kernel/http/http.ts'
import { strict } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import type { Rules } from '../contract.ts'
import type { RulesRoutes } from '../routes-contract.ts'
import { serviceName } from '../owed/in-words.ts'
import type { Reading } from './reading.ts'
import { readerPage, readerPath, rulesPage } from './reader-page.tsx'

const params = strict({ service: Type.String({ maxLength: 100 }) })

export function readerRoutes(http: Http<View>, { rules, clock }: RulesRoutes) {
  const today = () => clock.today().toString()
  const read = keepReadings((service, view, on) => rules.read(service, view, on))
  http.page(readerPath, { who: 'anyone' }, ({ view }) => rulesPage(view, rules.services.flatMap((service) => {
    const stated = rules.stated(service, today())
    return stated ? { service, name: serviceName(view, service), source: stated.law } : []
  })))
  http.page(`${readerPath}/:service`, { who: 'anyone', params }, ({ params: { service }, view }) => readerPage(view, read(service, view, today()) ?? fail()))
}

function fail(): never {
  throw new Fault(kernelFaults.notFound)
}

/** A rule is read once a day and language: its drawing takes some ten milliseconds, and anybody may ask for it. */
function keepReadings(read: Rules['read']): Rules['read'] {
  let day = ''
  const kept = new Map<string, Reading>()
  return (service, wording, on) => {
    if (on !== day) kept.clear()
    day = on
    const key = `${wording.language.tag} ${service}`
    const known = kept.get(key)
    if (known !== undefined) return known
    const reading = read(service, wording, on)
    if (reading !== undefined) kept.set(key, reading)
    return reading
  }
}
