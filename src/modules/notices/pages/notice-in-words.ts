/** A happening in the reader's words. Names come from the pack, so that they change language with the page. */
import type { Text } from '../../../kernel/schema/schema.ts'
import type { View } from '../../../web/view.ts'
import type { Happening } from '../index.ts'

const nameIn = (view: View, list: readonly { id: string; name: Text }[], id: string): string => {
  const found = list.find((candidate) => candidate.id === id)
  return found ? view.text(found.name) : id
}

export const serviceName = (view: View, id: string) => nameIn(view, view.pack.services, id)

export const purposeName = (view: View, id: string) => nameIn(view, view.pack.purposes, id)

/** @param field `register.field` */
export function fieldName(view: View, field: string): string {
  const [register, name = ''] = field.split('.')
  const label = view.pack.registers.find(({ id }) => id === register)?.fields[name]?.label
  return label ? view.text(label) : field
}

export function titleInWords(view: View, happening: Happening): string {
  const { t, pack } = view
  switch (happening.kind) {
    case 'submitted': return t('notices.title.submitted', { event: nameIn(view, pack.lifeEvents, happening.event) })
    case 'decided': return t('notices.title.decided', { agency: nameIn(view, pack.agencies, happening.agency), count: happening.approved.length + happening.refused.length })
    case 'more-asked': return t('notices.title.more-asked', { agency: nameIn(view, pack.agencies, happening.agency) })
    case 'closed': return t('notices.title.closed')
    case 'withdrawn': return t('notices.title.withdrawn')
    case 'disclosed': return t('notices.title.disclosed', { agency: nameIn(view, pack.agencies, happening.agency), count: happening.fields.length })
    default: return happening satisfies never
  }
}
