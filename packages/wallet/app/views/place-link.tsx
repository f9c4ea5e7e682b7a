import type { ComponentChildren } from 'preact'
import { useApp } from './app-context.ts'
import { addressOf, type Place } from './places.ts'

/** A link inside the app: without loading anything, and still one that can be opened in another window. */
export function PlaceLink({ to, current, children }: { to: Place; current?: boolean; children: ComponentChildren }) {
  const { go } = useApp()
  return (
    <a href={addressOf(to)!} aria-current={current ? 'page' : undefined} onClick={(event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return
      event.preventDefault()
      go(to)
    }}>{children}</a>
  )
}
