import type { Http } from '../../kernel/http/http.ts'
import type { View } from '../../web/view.ts'
import { govstackRoutes } from './govstack/routes.ts'
import { calendarRoutes } from './routes/calendar-routes.ts'
import { consoleRoutes } from './routes/console-routes.ts'
import { contributionApi } from './routes/contribution-api.ts'
import { contributionRoutes } from './routes/contribution-routes.ts'
import { counterRoutes } from './routes/counter-routes.ts'
import { deputyRoutes } from './routes/deputy-routes.ts'
import { deskRoutes } from './routes/desk-routes.ts'
import { formApi } from './routes/form-api.ts'
import { myRoutes } from './routes/my-routes.ts'
import { partApi } from './routes/part-api.ts'
import { portalRoutes, type CasesRoutes } from './routes/portal-routes.ts'
import { versionRoutes, type VersionRoutes } from './routes/version-routes.ts'

export function casesRoutes(http: Http<View>, routes: CasesRoutes & VersionRoutes & { edition(): number }) {
  portalRoutes(http, routes)
  counterRoutes(http, routes)
  contributionRoutes(http, routes)
  contributionApi(http, routes)
  myRoutes(http, routes)
  calendarRoutes(http, routes)
  consoleRoutes(http, routes)
  deskRoutes(http, routes)
  deputyRoutes(http, routes)
  partApi(http, routes)
  formApi(http, routes)
  versionRoutes(http, routes)
  govstackRoutes(http, routes, () => String(routes.edition()))
}
