import type { ComponentChildren } from 'preact'

/** What people came for: the largest thing after the heading, in tabular figures. */
export function Amount({ children }: { children: ComponentChildren }) {
  return <span class="amount">{children}</span>
}
