import type { View } from '../../../web/view.ts'
import { representative } from '../ask.ts'
import { splitField } from '../purposes.ts'

/** The pack's words for what rows name by id. */
/** @param representatives who acted in the person's place, by mandate */
export function namesIn(view: View, representatives: ReadonlyMap<string, string> = new Map()) {
  const { pack } = view
  const purposeOf = (id: string) => pack.purposes.find((purpose) => purpose.id === id)
  const registerOf = (id: string) => pack.registers.find((register) => register.id === id)
  const agency = (id: string) => (id === 'self' ? view.t('exchange.log.self') : view.text(pack.agencies.find((candidate) => candidate.id === id)?.name ?? {}) || id)
  return {
    purposeOf, registerOf,
    agency,
    /** Who looked: an agency, a company, the person, or somebody in their place. */
    recipient: ({ recipient, company_name: company }: { recipient: string; company_name: string | null }) =>
      company ?? representatives.get(recipient.slice(representative.length)) ?? agency(recipient),
    purpose: (id: string) => view.text(purposeOf(id)?.name ?? {}) || id,
    register: (id: string) => view.text(registerOf(id)?.name ?? {}) || id,
    field: (register: string, field: string) => view.text(registerOf(register)?.fields[field]?.label ?? {}) || field,
    /** `register.field` */
    fieldOf(name: string) {
      const { register, field } = splitField(name)
      return this.field(register, field)
    },
  }
}
