/** A card as one sees it in a purse. Its colour is the issuer's, its ink whichever of black and white can be read on it. */
import type { Card, Form } from '../cards/card.ts'
import { useApp } from './app-context.ts'
import { inkOn } from './ink.ts'

export function CardFace({ card, about }: { card: Pick<Card, 'display' | 'issuer' | 'issuerDisplay'> & { forms: readonly Pick<Form, 'type'>[] }; about?: string | undefined }) {
  const { wording: { choose } } = useApp()
  const shown = choose(card.display)
  const { background } = shown ?? {}
  return (
    <span class="purse-card" style={background ? { '--card': background, '--card-ink': inkOn(background) } : {}}>
      <span class="purse-card-name">{shown?.name ?? card.forms[0]?.type}</span>
      {about === undefined ? null : <span class="purse-card-about">{about}</span>}
      <span class="purse-card-issuer">{choose(card.issuerDisplay)?.name ?? card.issuer}</span>
    </span>
  )
}
