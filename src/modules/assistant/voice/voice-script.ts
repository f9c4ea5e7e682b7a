/**
 * Speaking and listening on the page of questions, by the browser's own speech (Web Speech API): what is heard is written into the question, where
 * it is read before it is sent; the newest answer is read aloud in its language, if the browser has a voice for that. Where it can do neither, nothing is shown.
 */
export const voiceSource = `const box = document.querySelector('[data-voice]')
const part = (name) => box.querySelector('[data-' + name + ']')
const show = (button, on) => {
  button.setAttribute('aria-pressed', on)
  button.textContent = on ? box.dataset.stop : button.dataset.label
}

const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition
if (Recognition) {
  const [button, state, field] = [part('speak'), part('state'), document.querySelector('textarea[name=message]')]
  let hears
  const end = (words) => {
    hears = undefined
    show(button, false)
    state.textContent = words
  }
  button.addEventListener('click', () => {
    if (hears) return hears.stop()
    const before = field.value.trim()
    let failed = false
    hears = new Recognition()
    hears.lang = document.documentElement.lang
    hears.continuous = true
    hears.interimResults = true
    hears.onresult = ({ results }) => { field.value = [before, ...Array.from(results, ([best]) => best.transcript.trim())].filter(Boolean).join(' ') }
    hears.onerror = () => { failed = true }
    hears.onend = () => {
      end(failed || field.value.trim() === before ? box.dataset.failed : box.dataset.heard)
      field.focus()
    }
    show(button, true)
    state.textContent = box.dataset.listening
    try { hears.start() } catch { end(box.dataset.failed) }
  })
  part('speaking').hidden = false
  box.hidden = false
}

const newest = () => [...document.querySelectorAll('[data-answer]')].at(-1)
const speech = window.speechSynthesis
if (speech) {
  const button = part('read')
  const voice = () => speech.getVoices().find(({ lang }) => lang.split(/[-_]/)[0] === newest()?.lang.split('-')[0])
  const offer = () => {
    part('reading').hidden = !voice()
    if (voice()) box.hidden = false
  }
  button.addEventListener('click', () => {
    const reads = button.getAttribute('aria-pressed') === 'true'
    speech.cancel()
    show(button, !reads)
    if (reads) return
    const words = new SpeechSynthesisUtterance([...newest().querySelectorAll('p:not(.hint)')].filter((line) => !line.closest('form')).map((line) => (line.querySelector('[data-said]') ?? line).textContent).join('\\n'))
    words.voice = voice()
    words.lang = words.voice.lang
    words.onend = words.onerror = () => show(button, false)
    speech.speak(words)
  })
  speech.addEventListener?.('voiceschanged', offer)
  // Another answer: what is being read is over.
  document.addEventListener('answered', () => {
    if (button.getAttribute('aria-pressed') === 'true') speech.cancel()
    show(button, false)
    offer()
  })
  offer()
  addEventListener('pagehide', () => speech.cancel())
}
`
