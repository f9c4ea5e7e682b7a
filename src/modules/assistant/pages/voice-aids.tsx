/** Buttons that only a browser with speech of its own shows: the script brings them out. Typing and reading are always there. */
import type { View } from '../../../web/view.ts'

export function VoiceAids({ view: { t } }: { view: View }) {
  const words = Object.fromEntries(['stop', 'listening', 'heard', 'failed'].map((name) => [`data-${name}`, t(`assistant.voice.${name}`)]))
  return (
    <div data-voice hidden {...words}>
      <div data-speaking hidden>
        <p><button class="button button-secondary" type="button" aria-pressed="false" data-speak data-label={t('assistant.voice.speak')}>{t('assistant.voice.speak')}</button></p>
        <p role="status" data-state></p>
        <p class="hint">{t('assistant.voice.hint')}</p>
      </div>
      <div data-reading hidden>
        <p><button class="button button-secondary" type="button" aria-pressed="false" data-read data-label={t('assistant.voice.read')}>{t('assistant.voice.read')}</button></p>
      </div>
    </div>
  )
}
