/** In the demonstration every deciding agency has people from the start; nobody of these names exists. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { OfficialRole } from '../../../kernel/http/principal.ts'
import type { IdentityTables } from '../tables.ts'

export interface DemonstrationOfficial { id: string; name: string; agency: string; roles: OfficialRole[] }

const posts: { post: string; roles: OfficialRole[] }[] = [
  { post: 'caseworker', roles: ['caseworker'] },
  { post: 'lead', roles: ['caseworker', 'administrator', 'service-owner'] },
  { post: 'payments', roles: ['payment-clerk'] },
  { post: 'investigator', roles: ['investigator'] },
  { post: 'services', roles: ['service-owner'] },
  { post: 'counter', roles: ['counter-clerk'] },
  { post: 'trust', roles: ['trust-officer'] },
  // Nothing is believed by the word of one, and nobody looks at everybody.
  { post: 'trust-second', roles: ['trust-officer'] },
  { post: 'cards', roles: ['card-officer'] },
  { post: 'cards-second', roles: ['card-officer'] },
]

const handlesMoney = (pack: Pack, agency: string) => pack.services.some((service) => service.agency === agency && (service.pays ?? service.fee ?? service.collects) !== undefined)

/** Posts that not every agency has. */
const special: Partial<Record<OfficialRole, (pack: Pack, agency: string) => boolean>> = {
  'payment-clerk': handlesMoney, investigator: (pack, agency) => pack.purposes.some((purpose) => purpose.covert && purpose.agency === agency),
  'counter-clerk': (pack, agency) => pack.counters?.agencies.includes(agency) === true,
  'trust-officer': (pack, agency) => pack.trust?.agency === agency,
  'card-officer': (pack, agency) => pack.credentials.some((type) => type.agency === agency && type.about === undefined),
}

/** Of an agency that decides nothing only those posts that the country has given it. */
export function demonstrationOfficials(pack: Pack): DemonstrationOfficial[] {
  const decides = (id: string) => pack.services.some(({ agency }) => agency === id) || special.investigator!(pack, id)
  return pack.agencies.flatMap(({ id: agency, shortName }) => posts.filter(({ roles }) => roles.every((role) => special[role]?.(pack, agency) ?? decides(agency))).map(({ post, roles }, index) =>
    ({ id: `demo-${agency}-${post}`, agency, roles, name: `${shortName[pack.defaultLanguage] ?? agency} ${index + 1}` })))
}

export async function ensureDemonstrationOfficials(db: RoomDatabase<IdentityTables>, pack: Pack) {
  const officials = demonstrationOfficials(pack)
  if (officials.length === 0) return
  await db.transaction((tx) => tx.insertInto('official').values(officials.map((official) => ({ ...official, appointed_by: 'demonstration', left_at: null })))
    .onConflict((conflict) => conflict.column('id').doNothing()).execute())
}
