/** An official asks the registers again for a case that waits at the agency: what they say now, each with its provenance. Nothing of it is kept here. */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Editions } from '../../catalogue/index.ts'
import type { CaseBundle, Exchange } from '../../exchange/index.ts'
import { casesFaults } from '../contract.ts'
import type { CasesTables } from '../tables.ts'

export interface GatheredFacts extends CaseBundle {
  part: string
  receipt: string
  event: string
  /** Of the application: in its words. */
  pack_edition: number
}

/** What is asked is the purpose of the agency that has the part; a part that was referred to it rests on another's. */
export const mayGather = ({ purposes }: Pack, { agency, purpose, status }: { agency: string; purpose: string; status: string }) =>
  (status === 'open' || status === 'waiting') && purposes.some(({ id, agency: own, fields }) => id === purpose && own === agency && fields.length > 0)

/** @throws Fault cases.no-such-part; exchange.no-consent, exchange.budget-spent */
export async function gatherFacts({ db, editions, exchange, pack }: { db: RoomDatabase<CasesTables>; editions: Editions; exchange: Exchange; pack: Pack }, official: Official, partId: string): Promise<GatheredFacts> {
  const found = await db.transaction((tx) => tx.selectFrom('part').innerJoin('application', 'application.id', 'part.application_id')
    .select(['part.id', 'part.agency', 'part.purpose', 'part.status', 'application.id as case', 'application.person', 'application.receipt', 'application.event', 'application.pack_edition'])
    .where('part.id', '=', partId).where('part.agency', '=', official.agency).executeTakeFirst())
  if (!found || !mayGather(pack, found)) throw new Fault(casesFaults.noSuchPart)
  await editions.know(found.pack_edition)
  const bundle = await exchange.askForCase({ agency: found.agency, role: official.program ? 'program' : 'caseworker', person: found.person, purpose: found.purpose, caseId: found.case })
  return { ...bundle, part: found.id, receipt: found.receipt ?? '', event: found.event, pack_edition: found.pack_edition }
}
