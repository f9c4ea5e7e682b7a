/** What the catalogue's pages are given. */
import type { Clock } from '../../kernel/clock/clock.ts'
import type { Wording } from '../../web/wordings.ts'
import type { Catalogue, Editions } from './index.ts'
import type { StatedOnPage } from './pages/service-page.tsx'

export interface CatalogueRoutes {
  catalogue: Catalogue
  editions: Editions
  clock: Clock
  /** Public origin; absent in the demonstration. */
  address: string | undefined
  /** By the tag of a language. */
  wordingIn(tag: string): Wording
  /** What the law's own text says of a service today, before anybody is asked; undefined where no rule decides on it. */
  stated(service: string, wording: Wording): StatedOnPage | undefined
}
