/** One card that is asked for: which of mine, in which way, and which of its fields. */
import { formOf, readyCopies } from '../cards/card.ts'
import type { Asked, AskedClaim } from '../present/match-query.ts'
import { useApp } from './app-context.ts'
import { CardFace } from './card-face.tsx'
import { type Choice, firstChoice } from './choice.ts'
import { labelOf, valuesOf } from './describe-claims.ts'
import { Lines } from './lines.tsx'
import { OneOf } from './one-of.tsx'

export function AskedCard({ asked: { id, candidates }, choice, onChoose }: { asked: Asked; choice: Choice; onChoose: (choice: Choice) => void }) {
  const { wording, cards } = useApp()
  const { t, choose } = wording
  const { candidate, way, names } = choice
  const { card, format, claims, ways } = candidate
  // The app may have been refilled since the question came.
  const now = cards.find((one) => one.id === card.id) ?? card
  const nameOf = (one: typeof card) => choose(one.display)?.name ?? one.forms[0].type
  const label = ({ name }: AskedClaim) => labelOf(name, card.names, wording)
  return (
    <section aria-label={nameOf(card)}>
      <CardFace card={card} />
      {readyCopies(formOf(now, format)!).length === 0 ? <p class="hint">{t('wallet.card.copies', { count: 0 })}</p> : null}
      <OneOf name={`${id}-card`} legend={t('wallet.request.which')} items={candidates} chosen={candidate} onChoose={(one) => { onChoose(firstChoice(one)) }}
        label={(one) => `${nameOf(one.card)} · ${wording.date(one.card.addedAt.slice(0, 10))}`} />
      <OneOf name={`${id}-way`} legend={t('wallet.request.ways')} items={ways} chosen={way} onChoose={(one) => { onChoose(firstChoice(candidate, one)) }}
        label={(one) => one.map(label).join(', ') || t('wallet.request.only-having')} />
      {way.length === 0 ? <p>{t('wallet.request.only-having')}</p> : (
        <fieldset class="field">
          <legend class="label">{t('wallet.request.fields')}</legend>
          {way.map((claim) => (
            <div class="choice" key={claim.name}>
              <input type="checkbox" id={`${id}-${claim.name}`} checked={names.includes(claim.name)} aria-describedby={`${id}-${claim.name}-value`}
                onChange={(event) => { onChoose({ ...choice, names: event.currentTarget.checked ? [...names, claim.name] : names.filter((one) => one !== claim.name) }) }} />
              <label for={`${id}-${claim.name}`}>{label(claim)}</label>
              <p class="hint" id={`${id}-${claim.name}-value`}><Lines of={valuesOf(claim.name, claims[claim.name], card.names, wording)} />{claim.needless ? <><br /><b>{t(`wallet.request.${claim.needless}`)}</b></> : null}</p>
            </div>
          ))}
        </fieldset>
      )}
    </section>
  )
}
