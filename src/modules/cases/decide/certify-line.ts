/** An approval that is certified by a document; issued once, however often it is tried. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Text } from '../../../kernel/schema/schema.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { paperLanguage } from '../../../web/paper/paper-language.ts'
import type { Wording } from '../../../web/wordings.ts'
import type { Editions } from '../../catalogue/index.ts'
import type { KnownValue } from '../../exchange/index.ts'
import type { CertifiedFact, Credentials } from '../../credentials/index.ts'
import { aboutFacts, foundFacts } from './found-facts.ts'
import { tell } from '../parts/move-part.ts'
import type { CasesTables } from '../tables.ts'

export interface CertifyDeps {
  db: RoomDatabase<CasesTables>
  editions: Pick<Editions, 'packAt'>
  credentials: Credentials
  wordingIn(tag: string): Wording
}

/** @param decidedAt RFC 3339 */
export async function certifyLine({ db, editions, credentials, wordingIn }: CertifyDeps, lineId: string, decidedAt: string) {
  const found = await db.transaction((tx) => tx.selectFrom('line').innerJoin('application', 'application.id', 'line.application_id')
    .select(['line.service', 'line.finding', 'line.found', 'line.answer', 'application.event', 'line.application_id', 'application.person', 'application.receipt', 'application.language', 'application.draft', 'application.pack_edition'])
    .where('line.id', '=', lineId).where('line.status', '=', 'approved').executeTakeFirst())
  if (!found) return
  const pack = editions.packAt(found.pack_edition)
  const service = pack.services.find(({ id }) => id === found.service)
  if (!service) return
  const certificate = await credentials.issue({
    key: `cases.line/${lineId}`, person: found.person, service: service.id, agency: service.agency, receipt: found.receipt ?? '', language: found.language,
    facts: [...subjectFacts(pack, found.draft.known ?? []), ...childFacts(pack, found.draft.newborns), ...aboutFacts(pack, found), ...foundFacts(pack, wordingIn(paperLanguage(pack, found.language)), found)],
    amounts: (found.finding?.amounts ?? []).map(({ value, per, upTo, voucher, from, until, of }) => ({
      value, per, ...(upTo ? { upTo } : {}), ...(voucher ? { voucher } : {}), ...(from ? { from } : {}), ...(until ? { until } : {}), ...(of === undefined ? {} : { of }),
    })),
    decidedOn: Temporal.Instant.from(decidedAt).toZonedDateTimeISO(pack.timeZone).toPlainDate().toString(),
    law: found.finding?.law ?? service.source,
  })
  await db.transaction(async (tx) => {
    await tx.selectFrom('application').select('id').where('id', '=', found.application_id).forUpdate().execute()
    const before = await tx.selectFrom('happening').select('detail').where('application_id', '=', found.application_id).where('kind', '=', 'certificate').execute()
    if (before.some(({ detail }) => detail['certificate'] === certificate.id)) return
    await tell(tx, found.application_id, 'certificate', service.agency, { certificate: certificate.id, service: service.id })
  })
}

/** Who it certifies something to, as the register of residents names them. */
function subjectFacts(pack: Pack, known: KnownValue[]): CertifiedFact[] {
  const register = pack.registers.find(({ residents }) => residents)
  return (['name', 'birthDate'] as const).flatMap((field) => {
    const value = known.find((candidate) => candidate.register === register?.id && candidate.field === field)?.value
    const label = register?.fields[field]?.label
    return typeof value === 'string' && register && label ? [{ name: `${register.id}.${field}`, label, value, type: field === 'name' ? 'text' : 'date' }] : []
  })
}

function childFacts(pack: Pack, newborns: { name: string; birthDate: string }[]): CertifiedFact[] {
  const label = (fact: string): Text => pack.facts.find((candidate) => candidate.fact === fact)?.label ?? {}
  return newborns.flatMap(({ name, birthDate }, index): CertifiedFact[] => [
    { name: `newborn.name.${index + 1}`, label: label('newborn.name'), value: name, type: 'text' },
    { name: `newborn.birth_date.${index + 1}`, label: label('newborn.birth_date'), value: birthDate, type: 'date' },
  ])
}
