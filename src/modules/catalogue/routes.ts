/** The catalogue for people, for programs, and as linked data. */
import type { Http } from '../../kernel/http/http.ts'
import type { View } from '../../web/view.ts'
import { apiRoutes } from './api-routes.ts'
import { pageRoutes } from './page-routes.ts'
import type { CatalogueRoutes } from './routes-contract.ts'
import { bpmnRoutes } from './studio/bpmn-routes.ts'
import { letterRoutes } from './studio/letter-routes.ts'
import { studioRoutes } from './studio/studio-routes.ts'

export function catalogueRoutes(http: Http<View>, options: CatalogueRoutes) {
  pageRoutes(http, options)
  apiRoutes(http, options)
  letterRoutes(http, options.catalogue)
  const studio = { versions: options.catalogue.versions, editions: options.editions, today: () => options.clock.today().toString(), wordingIn: options.wordingIn }
  bpmnRoutes(http, studio)
  studioRoutes(http, studio)
}
