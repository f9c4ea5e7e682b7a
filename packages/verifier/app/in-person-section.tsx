/** Somebody shows a card on their phone: the number that it has to be signed for, how much of the series has been read, and what is not proven by it. */
import type { Formats } from '../../../src/kernel/i18n/format.ts'
import type { Translate } from '../../../src/kernel/i18n/translator.ts'
import type { Collected } from '../in-person/frames.ts'
import { type Drawn, numberLife, numberLink } from '../in-person/profile.ts'
import { QrPicture } from '../in-person/qr-picture.tsx'

export interface InPersonProps { t: Translate; formats: Formats; drawn: Drawn | undefined; collected: Collected | undefined; onDraw: () => void }

export function InPersonSection({ t, formats, drawn, collected, onDraw }: InPersonProps) {
  return (
    <section aria-labelledby="in-person">
      <h2 id="in-person">{t('credentials.in-person.title')}</h2>
      <p>{t('credentials.in-person.lead')}</p>
      {drawn ? (
        <>
          <p>{t('credentials.in-person.number')} <strong class="amount">{`${drawn.number.slice(0, 4)} ${drawn.number.slice(4)}`}</strong></p>
          <p class="hint">{t('credentials.in-person.until', { at: formats.dateTime(new Date((drawn.at + numberLife) * 1_000).toISOString()) })}</p>
          <QrPicture text={numberLink(drawn.number)} label={t('credentials.in-person.number-code')} />
        </>
      ) : null}
      <p role="status">{collected ? t('credentials.in-person.collected', { have: collected.pieces.size, of: collected.of }) : ''}</p>
      <p><button type="button" class="button button-secondary" onClick={onDraw}>{t(drawn ? 'credentials.in-person.again' : 'credentials.in-person.draw')}</button></p>
      <p class="hint">{t('credentials.in-person.native')}</p>
    </section>
  )
}
