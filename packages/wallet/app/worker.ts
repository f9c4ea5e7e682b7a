/** Opens the app without a network: a copy of every file it is made of, replaced whole by the next version. No data of the person passes here. */
declare const shellFiles: string[]
declare const shellVersion: string
/** The worker's own scope; `lib.webworker` would contradict the window's types. */
interface Worker {
  addEventListener(type: 'install' | 'activate', listener: (event: { waitUntil(done: Promise<unknown>): void }) => void): void
  addEventListener(type: 'fetch', listener: (event: { request: Request; respondWith(answer: Promise<Response>): void }) => void): void
}

const worker = globalThis as unknown as Worker
const name = `maru-wallet-${shellVersion}`
const page = shellFiles[0]!
const known = new Set(shellFiles)

worker.addEventListener('install', (event) => { event.waitUntil(caches.open(name).then((cache) => cache.addAll(shellFiles))) })

worker.addEventListener('activate', (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((other) => other.startsWith('maru-wallet-') && other !== name).map((other) => caches.delete(other)))))
})

worker.addEventListener('fetch', (event) => {
  const { origin, pathname } = new URL(event.request.url)
  if (event.request.method !== 'GET' || origin !== location.origin || !known.has(pathname)) return
  // What a link carries in its query is read by the app, not by the server.
  event.respondWith(caches.open(name).then((cache) => cache.match(pathname === page ? page : event.request.url)).then((found) => found ?? fetch(event.request)))
})
