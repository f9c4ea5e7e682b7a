import type { Collection } from './index.ts'
import type { Snapshot } from './make-snapshot.ts'

/** What differs in a snapshot of the pack's own lies over all there is, and costs as much as it is. */
export async function layOver(under: Collection, { entries, documents }: Pick<Snapshot, 'entries' | 'documents'>): Promise<Collection> {
  const differs = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other)
  const known = new Map(under.documents.map((document) => [document.id, document]))
  const changed = new Map(documents.filter((document) => differs(document, known.get(document.id))).map((document) => [document.id, document]))
  const changedEntries = [...entries].filter(([id, entry]) => differs(entry, under.entries.get(id)))
  if (changed.size === 0 && changedEntries.length === 0) return under
  return {
    entries: new Map([...under.entries, ...changedEntries]), agencies: under.agencies,
    documents: [...under.documents.map((document) => changed.get(document.id) ?? document), ...[...changed.values()].filter(({ id }) => !known.has(id))],
    index: changed.size === 0 ? under.index : await under.index.with([...changed.values()]),
  }
}
