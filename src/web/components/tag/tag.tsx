import type { ComponentChildren } from 'preact'

export type TagKind = 'neutral' | 'info' | 'attention' | 'done' | 'refused'

/** A state in a word or two. */
export function Tag({ kind = 'neutral', children }: { kind?: TagKind; children: ComponentChildren }) {
  return <strong class={`tag tag-${kind}`}>{children}</strong>
}
