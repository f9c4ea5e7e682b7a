/** Texts that share at least half of their terms stand together; the first of a group, which came first, is what the others are held against. */
const alike = 0.5

export interface Termed { language: string; terms: readonly string[] }

/** @returns groups in the order of their first members. Texts of different languages are never alike */
export function groupAlike<Item>(items: readonly Item[], read: (item: Item) => Termed): Item[][] {
  const groups: { first: Set<string>; language: string; items: Item[] }[] = []
  for (const item of items) {
    const { language, terms } = read(item)
    const own = new Set(terms)
    const group = groups.find((one) => one.language === language && likeness(one.first, own) >= alike)
    if (group) group.items.push(item)
    else groups.push({ first: own, language, items: [item] })
  }
  return groups.map((group) => group.items)
}

/** Jaccard: 1 for the same terms, 0 for none in common, and for texts without terms. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = one.intersection(other).size
  return shared === 0 ? 0 : shared / (one.size + other.size - shared)
}
