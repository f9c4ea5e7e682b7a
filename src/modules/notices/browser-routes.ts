/** Web push from the side of the browser: the page where a person turns it on, its script, and the worker that shows what arrives. */
import type { Http } from '../../kernel/http/http.ts'
import type { View } from '../../web/view.ts'
import { pushWorker, subscribeScript } from './channels/push-scripts.ts'
import { browserPage } from './pages/browser-page.tsx'

/** @param pushKey the platform's public VAPID key */
export function browserRoutes(http: Http<View>, pushKey: string) {
  http.page('/my/inbox/browser', { who: 'resident', script: true }, ({ view }) => browserPage(view, pushKey))
  http.app.get(subscribeScript.path, (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').header('cache-control', 'public, max-age=31536000, immutable').send(subscribeScript.source))
  // A worker is asked for anew at every visit, so that a changed one takes over.
  http.app.get(pushWorker.path, (_request, reply) => reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(pushWorker.source))
}
