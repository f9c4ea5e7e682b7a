/**
 * It runs a passkey ceremony and puts the answer into the form. What extensions gave stays in the browser: PRF results are keys (WebAuthn Level 3 section 10.1.4), and
 * nobody here reads the others. Where a platform fails over the extension itself, the passkey is made without it (mozilla/fxa pull request 20786 saw that of Windows
 * Hello); what its holder has refused, or has already, is not asked again.
 */
import { createHash } from 'node:crypto'

const source = `const make = (options) => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
const register = (options) => make(options).catch((cause) => {
  if (!options.extensions?.prf || ['NotAllowedError', 'InvalidStateError', 'AbortError'].includes(cause.name)) throw cause
  const { prf, ...extensions } = options.extensions
  return make({ ...options, extensions })
})
for (const form of document.querySelectorAll('form[data-ceremony]')) {
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
        ? await register(options)
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })
      answer.value = JSON.stringify({ ...credential.toJSON(), clientExtensionResults: {} })
      form.requestSubmit()
    } catch {
      button.disabled = false
      form.querySelector('[data-failed]').hidden = false
    }
  })
}
`

export const passkeyScript = { path: `/assets/passkey-${createHash('sha256').update(source).digest('hex').slice(0, 12)}.js`, source }
