import type { ComponentChildren } from 'preact'

/** As on the portal's pages; what went wrong is said at once. */
export function Notice({ kind, title, children }: { kind: 'info' | 'attention' | 'done' | 'refused'; title: string; children?: ComponentChildren }) {
  return <div class={`notice notice-${kind}`} role={kind === 'refused' ? 'alert' : kind === 'done' ? 'status' : undefined}><h2>{title}</h2>{children}</div>
}
