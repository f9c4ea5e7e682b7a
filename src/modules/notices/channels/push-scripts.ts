/** The two scripts of web push: the page's own asks the browser and fills in the form, the worker shows what arrives. */
import { createHash } from 'node:crypto'

/** The form shows only where it can work; the page says what to do elsewhere. */
const subscribe = `const form = document.querySelector('form[data-push-key]')
const able = 'serviceWorker' in navigator && 'PushManager' in window
form.hidden = !able
document.querySelector('[data-cannot]').hidden = able
form.addEventListener('submit', async (event) => {
  if (form.elements.address.value) return
  event.preventDefault()
  const button = form.querySelector('button')
  button.disabled = true
  try {
    await navigator.serviceWorker.register('/push-worker.js')
    const { pushManager } = await navigator.serviceWorker.ready
    const subscription = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: form.dataset.pushKey })
    form.elements.address.value = JSON.stringify(subscription)
    form.requestSubmit()
  } catch {
    button.disabled = false
    form.querySelector('[data-failed]').hidden = false
  }
})
`

/** It caches nothing and answers for no page. One message replaces its own repetition, by the tag. */
const worker = `addEventListener('push', (event) => {
  const { title, url, tag, lang, dir } = event.data.json()
  event.waitUntil(registration.showNotification(title, { tag, lang, dir, data: url }))
})
addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(clients.openWindow(event.notification.data))
})
`

export const subscribeScript = { path: `/assets/push-${createHash('sha256').update(subscribe).digest('hex').slice(0, 12)}.js`, source: subscribe }
/** At the root, so that its scope is the whole portal. */
export const pushWorker = { path: '/push-worker.js', source: worker }
