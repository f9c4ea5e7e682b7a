import type { Manifest } from './schema/manifest.ts'

/** ISO 3166-1 alpha-2; a country that is not on the map is ZZ, which the standard leaves to its users. */
export const countryOf = ({ id }: Pick<Manifest, 'id'>): string => (/^[a-z]{2}$/.test(id) ? id.toUpperCase() : 'ZZ')
