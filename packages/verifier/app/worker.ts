/** Opens the page without a network: a copy of every file it is made of, replaced whole by the next version. */
declare const appFiles: string[]
declare const appVersion: string
/** The worker's own scope; `lib.webworker` would contradict the window's types. */
interface Worker {
  addEventListener(type: 'install' | 'activate', listener: (event: { waitUntil(done: Promise<unknown>): void }) => void): void
  addEventListener(type: 'fetch', listener: (event: { request: Request; respondWith(answer: Promise<Response>): void }) => void): void
}

const worker = globalThis as unknown as Worker
const start = 'maru-verifier-app-'
const name = `${start}${appVersion}`
const known = new Set(appFiles)

worker.addEventListener('install', (event) => { event.waitUntil(caches.open(name).then((cache) => cache.addAll(appFiles))) })

worker.addEventListener('activate', (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((other) => other.startsWith(start) && other !== name).map((other) => caches.delete(other)))))
})

worker.addEventListener('fetch', (event) => {
  const { origin, pathname } = new URL(event.request.url)
  if (event.request.method !== 'GET' || origin !== location.origin || !known.has(pathname)) return
  event.respondWith(caches.open(name).then((cache) => cache.match(pathname)).then((found) => found ?? fetch(event.request)))
})
