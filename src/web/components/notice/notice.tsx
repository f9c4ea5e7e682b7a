import type { ComponentChildren } from 'preact'

export interface NoticeProps {
  title: string
  kind?: 'info' | 'attention' | 'done' | 'refused'
  children?: ComponentChildren
}

/** One thing that the reader must not miss. The title says it in words; the colour only repeats it. */
export function Notice({ title, kind = 'info', children }: NoticeProps) {
  return <div class={`notice notice-${kind}`}><h2>{title}</h2>{children}</div>
}
