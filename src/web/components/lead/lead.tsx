import type { ComponentChildren } from 'preact'

/** The one sentence under a heading. @param id where it is linked to */
export function Lead({ id, children }: { id?: string; children: ComponentChildren }) {
  return <p class="lead" id={id} tabIndex={id === undefined ? undefined : -1}>{children}</p>
}
