import type { ComponentChildren } from 'preact'
import type { ButtonKind } from '../button/button.tsx'

export interface ButtonLinkProps {
  href: string
  children: ComponentChildren
  kind?: ButtonKind
}

/** A link that begins something. It stays a link: it changes nothing by itself. */
export function ButtonLink({ href, children, kind = 'primary' }: ButtonLinkProps) {
  return <a class={`button button-${kind}`} href={href}>{children}</a>
}
