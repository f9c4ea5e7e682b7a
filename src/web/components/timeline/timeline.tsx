import type { ComponentChildren } from 'preact'

export interface TimelineItem {
  when: string
  title: string
  children?: ComponentChildren
  state?: 'done' | 'now' | 'next'
}

/** What happened, what happens now, what comes; in the order of time. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  return (
    <ol class="timeline">
      {items.map(({ when, title, children, state = 'done' }, at) => (
        <li key={at} class={`timeline-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
          <p class="timeline-title">{title}</p>
          <p class="timeline-when">{when}</p>
          {children}
        </li>
      ))}
    </ol>
  )
}
