import type { ComponentChildren } from 'preact'

/** Says what will stand here, and when. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return <div class="empty"><p class="empty-title">{title}</p>{children}</div>
}
