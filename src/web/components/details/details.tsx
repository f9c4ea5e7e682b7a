import type { ComponentChildren } from 'preact'

export interface DetailsProps {
  summary: ComponentChildren
  children: ComponentChildren
  /** Where something inside has to be put right. */
  open?: boolean
}

/** What only some readers need: the browser's own disclosure, open in print. */
export function Details({ summary, children, open = false }: DetailsProps) {
  return <details open={open}><summary>{summary}</summary><div class="details-body">{children}</div></details>
}
