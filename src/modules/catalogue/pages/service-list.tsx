/** Services as links, with who decides them: the same on every page that lists them. */
import { LinkList } from '../../../web/components/link-list/link-list.tsx'
import { Words } from '../../../web/components/words/words.tsx'
import type { View } from '../../../web/view.ts'
import type { CatalogueAgency, Entry } from '../entry.ts'

export interface ServiceListProps {
  view: View
  entries: readonly Entry[]
  agencies: ReadonlyMap<string, CatalogueAgency>
}

export function ServiceList({ view, entries, agencies }: ServiceListProps) {
  return (
    <LinkList items={entries.map((entry) => ({
      href: `/services/${encodeURIComponent(entry.id)}`, title: <Words view={view} text={entry.name} />,
      description: <><Words view={view} text={agencies.get(entry.agency)?.name ?? {}} /><br /><Words view={view} text={entry.summary} /></>,
    }))} />
  )
}

/** A list for each agency, in the order in which the services come. */
export function ServicesByAgency({ view, entries, agencies }: ServiceListProps) {
  const groups = Map.groupBy(entries, ({ agency }) => agency)
  return (
    <div class="by-agency">
      {[...groups].map(([agency, services]) => (
        <section key={agency}>
          <h3><Words view={view} text={agencies.get(agency)?.name ?? {}} /></h3>
          <ul>{services.map(({ id, name, summary }) => <li key={id}><a href={`/services/${encodeURIComponent(id)}`}><Words view={view} text={name} /></a><p><Words view={view} text={summary} /></p></li>)}</ul>
        </section>
      ))}
    </div>
  )
}
