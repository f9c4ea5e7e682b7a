import type { ComponentChildren } from 'preact'

export interface LinkListItem {
  href: string
  title: ComponentChildren
  description?: ComponentChildren
  /** A `Tag`, or a few words. */
  tag?: ComponentChildren
}

export function LinkList({ items }: { items: readonly LinkListItem[] }) {
  return (
    <ul class="link-list">
      {items.map(({ href, title, description, tag }) => (
        <li key={href}>
          <a href={href}>{title}</a>
          {tag === undefined ? null : <span class="link-list-tag">{tag}</span>}
          {description === undefined ? null : <p>{description}</p>}
        </li>
      ))}
    </ul>
  )
}
