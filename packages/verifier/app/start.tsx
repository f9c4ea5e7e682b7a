/** Puts the page where the server's words stood, and has the browser keep it. */
import { render } from 'preact'
import { VerifierView } from './verifier-view.tsx'
import type { Words } from './words.ts'

const root = document.getElementById('verifier')!
if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/verifier/worker.js', { scope: '/verifier' })
const words = await fetch(root.dataset['words']!).then((answer) => answer.json() as Promise<Words>)
root.replaceChildren()
render(<VerifierView words={words} start={root.dataset['language']!} />, root)
