import type { ComponentChildren } from 'preact'

/** The one sentence under a heading. */
export function Lead({ children }: { children: ComponentChildren }) {
  return <p class="lead">{children}</p>
}
