/** The pages of the face itself: front door, help, settings, statements, component library, API reference; stylesheet and icon. */
import Type from 'typebox'
import { SeeOther, type SetCookie } from '../kernel/http/answers.ts'
import type { Http } from '../kernel/http/http.ts'
import type { Resident } from '../kernel/http/principal.ts'
import { strict } from '../kernel/schema/schema.ts'
import { localPath } from './local-path.ts'
import { accessibilityPage } from './pages/accessibility-page.tsx'
import { apiPage } from './pages/api-page.tsx'
import { componentsPage } from './pages/components-page.tsx'
import { favicon } from './pages/favicon.ts'
import type { ForYou } from './pages/for-you.tsx'
import { helpPage } from './pages/help-page.tsx'
import { homePage } from './pages/home-page.tsx'
import type { OpenApi } from './pages/list-operations.ts'
import { settingsPage } from './pages/settings-page.tsx'
import { preferenceCookie } from './preference-cookies.ts'
import { stylesheet } from './theme/stylesheet.ts'
import { sizes, themes, type View } from './view.ts'

export interface WebOptions {
  /** What the home page shows a resident who is signed in. */
  forYou?(resident: Resident, view: View): Promise<ForYou>
}

const local = Type.Optional(Type.String({ pattern: localPath, maxLength: 2048 }))
const literals = (values: readonly string[]) => Type.Optional(Type.Union(values.map((value) => Type.Literal(value))))

const SettingsForm = strict({
  language: Type.Optional(Type.String({ maxLength: 40 })), theme: literals(themes), size: literals(sizes), next: local,
})

export function webRoutes(http: Http<View>, { forYou }: WebOptions = {}) {
  http.page('/', { who: 'anyone' }, async ({ view, principal }) =>
    homePage(view, principal.kind === 'resident' && forYou !== undefined ? await forYou(principal, view) : undefined))
  http.page('/help', { who: 'anyone' }, ({ view }) => helpPage(view))
  http.page('/accessibility', { who: 'anyone' }, ({ view }) => accessibilityPage(view))
  http.page('/components', { who: 'anyone' }, ({ view }) => componentsPage(view))
  http.page('/docs', { who: 'anyone' }, ({ view }) => apiPage(view, http.app.swagger() as OpenApi))

  http.page('/settings', { who: 'anyone', query: strict({ next: local, saved: Type.Optional(Type.Literal('1')) }) }, ({ view, query }) =>
    settingsPage(view, { next: query.next, saved: query.saved === '1' }))
  http.form('/settings', { who: 'anyone', body: SettingsForm }, ({ body, view }) => {
    const cookies: SetCookie[] = []
    if (view.pack.languages.some(({ tag }) => tag === body.language)) cookies.push(preferenceCookie('language', body.language!))
    if (body.theme !== undefined) cookies.push(preferenceCookie('theme', body.theme))
    if (body.size !== undefined) cookies.push(preferenceCookie('size', body.size))
    return new SeeOther(body.next ?? '/settings?saved=1', cookies)
  })

  serveFiles(http)
}

const forEver = 'public, max-age=31536000, immutable'
const robots = 'User-agent: *\nDisallow: /my\nDisallow: /apply\nDisallow: /console\nDisallow: /sign-in\nDisallow: /api\n'

/** Neither pages nor contracts: the same bytes for everyone. */
function serveFiles({ app }: Http<View>) {
  app.get(stylesheet.path, (request, reply) => {
    reply.type('text/css; charset=utf-8').header('cache-control', forEver).header('vary', 'accept-encoding')
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(stylesheet.css)
    return reply.header('content-encoding', 'gzip').send(stylesheet.gzipped)
  })
  app.get('/favicon.svg', (_request, reply) => reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(favicon))
  app.get('/robots.txt', (_request, reply) => reply.type('text/plain; charset=utf-8').header('cache-control', 'public, max-age=86400').send(robots))
}
