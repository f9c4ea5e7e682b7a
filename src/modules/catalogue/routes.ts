/** The catalogue for people, for programs, and as linked data. */
import type { Http } from '../../kernel/http/http.ts'
import type { View } from '../../web/view.ts'
import { apiRoutes } from './api-routes.ts'
import type { Catalogue } from './index.ts'
import { pageRoutes } from './page-routes.ts'

export interface CatalogueRoutes {
  catalogue: Catalogue
  /** Public origin; absent in the demonstration. */
  address: string | undefined
}

export function catalogueRoutes(http: Http<View>, options: CatalogueRoutes) {
  pageRoutes(http, options.catalogue)
  apiRoutes(http, options)
}
