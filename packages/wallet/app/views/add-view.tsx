/** How a card comes in: by the camera, by what was copied, or from the portal. */
import { useState } from 'preact/hooks'
import { useApp } from './app-context.ts'
import { Heading } from './heading.tsx'
import { linkOf } from './places.ts'
import { Scanner } from './scanner.tsx'

export function AddView() {
  const { wording: { t }, go } = useApp()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState(false)
  const take = (found: string) => {
    const place = linkOf(found.trim(), true)
    if (place) go(place)
    setWrong(place === undefined)
    return place !== undefined
  }
  return (
    <>
      <Heading>{t('wallet.add.title')}</Heading>
      <p class="lead">{t('wallet.add.lead')}</p>
      <h2>{t('wallet.add.scan')}</h2>
      <Scanner onFound={take} />
      <h2>{t('wallet.add.paste')}</h2>
      <form onSubmit={(event) => {
        event.preventDefault()
        take(text)
      }}>
        <div class={wrong ? 'field field-wrong' : 'field'}>
          <label class="label" for="link">{t('wallet.add.link')}</label>
          <p class="hint" id="link-hint">{t('wallet.add.link-hint')}</p>
          {wrong ? <p class="field-error" id="link-error" role="alert">{t('wallet.add.wrong')}</p> : null}
          <textarea class="input" id="link" rows={3} spellcheck={false} autocomplete="off" aria-describedby={wrong ? 'link-hint link-error' : 'link-hint'} aria-invalid={wrong}
            value={text} onInput={(event) => { setText(event.currentTarget.value) }} />
        </div>
        <button class="button" type="submit">{t('wallet.add.go-on')}</button>
      </form>
      <h2>{t('wallet.add.portal')}</h2>
      <p><a href="/my/wallet">{t('wallet.add.portal-link')}</a></p>
    </>
  )
}
