import type { ComponentChildren } from 'preact'

/** What only some readers need: the browser's own disclosure, open in print. */
export function Details({ summary, children }: { summary: ComponentChildren; children: ComponentChildren }) {
  return <details><summary>{summary}</summary><div class="details-body">{children}</div></details>
}
