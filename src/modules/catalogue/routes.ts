/** The catalogue for people, for programs, and as linked data. */
import type { Clock } from '../../kernel/clock/clock.ts'
import type { Http } from '../../kernel/http/http.ts'
import type { View } from '../../web/view.ts'
import type { Wording } from '../../web/wordings.ts'
import { apiRoutes } from './api-routes.ts'
import type { Catalogue, Editions } from './index.ts'
import { pageRoutes } from './page-routes.ts'
import { bpmnRoutes } from './studio/bpmn-routes.ts'
import { letterRoutes } from './studio/letter-routes.ts'
import { studioRoutes } from './studio/studio-routes.ts'

export interface CatalogueRoutes {
  catalogue: Catalogue
  editions: Editions
  clock: Clock
  /** Public origin; absent in the demonstration. */
  address: string | undefined
  /** By the tag of a language. */
  wordingIn(tag: string): Wording
}

export function catalogueRoutes(http: Http<View>, options: CatalogueRoutes) {
  pageRoutes(http, options.catalogue)
  apiRoutes(http, options)
  letterRoutes(http, options.catalogue)
  const studio = { versions: options.catalogue.versions, editions: options.editions, today: () => options.clock.today().toString(), wordingIn: options.wordingIn }
  bpmnRoutes(http, studio)
  studioRoutes(http, studio)
}
