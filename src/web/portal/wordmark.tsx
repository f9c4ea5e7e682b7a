import type { View } from '../view.ts'

/** Three boards of a wooden floor: a maru is the open hall of a house where everyone is received. No emblem of any state. */
export const boards = [4, 13, 22] as const

export function Wordmark({ view, href, name }: { view: View; href: string; name: string }) {
  return (
    <a class="wordmark" href={href}>
      <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
        {boards.map((y, at) => <rect key={y} x={at === 1 ? 8 : 2} y={y} width="22" height="6" rx="1.5" />)}
      </svg>
      <span><b>{name}</b> <span class="wordmark-country">{view.text(view.pack.name)}</span></span>
    </a>
  )
}
