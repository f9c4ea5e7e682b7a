/** Asks the browser for a credential where it can (W3C Digital Credentials), and puts what comes into the form; everywhere else the form stays hidden. */
import { createHash } from 'node:crypto'

const source = `for (const part of document.querySelectorAll('[data-digital]')) {
  const form = part.querySelector('form')
  const button = form.querySelector('button')
  part.hidden = !(window.DigitalCredential && navigator.credentials)
  form.addEventListener('submit', async (event) => {
    const answer = form.elements.response
    if (answer.value) return
    event.preventDefault()
    button.disabled = true
    try {
      const { protocol, data } = await navigator.credentials.get({ mediation: 'required', digital: { requests: JSON.parse(part.dataset.digital) } })
      answer.value = JSON.stringify({ protocol, data })
      form.requestSubmit()
    } catch {
      part.querySelector('[data-failed]').hidden = false
    }
    button.disabled = false
  })
}
`

export const digitalScript = { path: `/assets/digital-${createHash('sha256').update(source).digest('hex').slice(0, 12)}.js`, source }
