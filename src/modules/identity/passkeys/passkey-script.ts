/** It runs a passkey ceremony and puts the answer into the form. */
import { createHash } from 'node:crypto'

const source = `for (const form of document.querySelectorAll('form[data-ceremony]')) {
  const button = form.querySelector('button')
  form.hidden = !window.PublicKeyCredential
  form.addEventListener('submit', async (event) => {
    const answer = form.elements.response
    if (answer.value) return
    event.preventDefault()
    button.disabled = true
    const options = JSON.parse(form.dataset.options)
    try {
      const credential = form.dataset.ceremony === 'register'
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
      answer.value = JSON.stringify(credential.toJSON())
      form.requestSubmit()
    } catch {
      button.disabled = false
      form.querySelector('[data-failed]').hidden = false
    }
  })
}
`

export const passkeyScript = { path: `/assets/passkey-${createHash('sha256').update(source).digest('hex').slice(0, 12)}.js`, source }
