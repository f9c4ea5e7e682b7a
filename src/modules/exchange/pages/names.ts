import type { View } from '../../../web/view.ts'
import { mandatesIn, representative, type Visit, visitor, visitsIn } from '../who-looks.ts'
import { splitField } from '../purposes.ts'

/** Who they are whom the log names by a mandate or a visit. */
export interface Lookers { representatives: ReadonlyMap<string, string>; visits: ReadonlyMap<string, Visit> }

export interface Looked { recipient: string; recipient_role: string }

export type WhoLooked = (log: readonly Looked[]) => Promise<Lookers>

export const lookers = ({ representatives, visits }: { representatives(ids: readonly string[]): Promise<Map<string, string>>; visits(ids: readonly string[]): Promise<Map<string, Visit>> }): WhoLooked =>
  async (log) => ({ representatives: await representatives(mandatesIn(log)), visits: await visits(visitsIn(log)) })

/** The pack's words for what rows name by id. */
export function namesIn(view: View, { representatives, visits }: Lookers = { representatives: new Map(), visits: new Map() }) {
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
    /** As what: at a counter with the official's name, and who stood there. */
    role: (role: string) => {
      if (!role.startsWith(visitor)) return view.t(`exchange.log.role.${role}`)
      const { official = '', present = null } = visits.get(role.slice(visitor.length)) ?? {}
      return view.t('exchange.log.role.counter', { official, present: present ?? '', who: present === null ? 'self' : 'other' })
    },
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
