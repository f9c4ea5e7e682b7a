import type { Http } from '../../kernel/http/http.ts'
import type { View } from '../../web/view.ts'
import { calendarRoutes } from './calendar-routes.ts'
import { consoleRoutes } from './console-routes.ts'
import { deskRoutes } from './desk-routes.ts'
import { myRoutes } from './my-routes.ts'
import { partApi } from './part-api.ts'
import { portalRoutes, type CasesRoutes } from './portal-routes.ts'

export function casesRoutes(http: Http<View>, routes: CasesRoutes) {
  portalRoutes(http, routes)
  myRoutes(http, routes)
  calendarRoutes(http, routes)
  consoleRoutes(http, routes)
  deskRoutes(http, routes)
  partApi(http, routes)
}
