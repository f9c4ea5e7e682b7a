/**
 * An official asks the registers again for a case that waits at the agency: what they say now, each with its provenance. It is kept with the
 * case, and whoever has the part can open it again; each opening is a look of its own.
 */
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Editions } from '../../catalogue/index.ts'
import type { CaseBundle, Exchange, KeptBundle } from '../../exchange/index.ts'
import { casesFaults } from '../contract.ts'
import type { CasesTables } from '../tables.ts'
import type { ReadPart } from './read-part.ts'

export interface GatheredFacts extends CaseBundle {
  part: string
  receipt: string
  event: string
  /** Of the application: in its words. */
  pack_edition: number
}

export interface GatherDeps { db: RoomDatabase<CasesTables>; editions: Editions; exchange: Exchange; pack: Pack }

export interface Gathering {
  /** What the registers say now, as far as the person agreed, each with its provenance; the person sees the look. @throws noSuchPart */
  ask(official: Official, partId: string): Promise<GatheredFacts>
  /** What was gathered for a part before and can be opened still; no value. */
  list(read: ReadPart): Promise<KeptBundle[]>
  /** One of them as it was received, without asking a register; the person sees the look. @throws noSuchPart */
  open(official: Official, partId: string, id: string): Promise<GatheredFacts>
}

export const createGathering = (deps: GatherDeps): Gathering => ({
  ask: (official, partId) => gatherFacts(deps, official, partId), list: (read) => listGathered(deps.exchange, read), open: (official, partId, id) => openGathered(deps, official, partId, id),
})

/** What is asked is the purpose of the agency that has the part; a part that was referred to it rests on another's. */
export const mayGather = ({ purposes }: Pack, { agency, purpose, status }: { agency: string; purpose: string; status: string }) =>
  (status === 'open' || status === 'waiting') && purposes.some(({ id, agency: own, fields }) => id === purpose && own === agency && fields.length > 0)

/** @throws Fault cases.no-such-part; exchange.no-consent, exchange.budget-spent */
async function gatherFacts(deps: GatherDeps, official: Official, partId: string): Promise<GatheredFacts> {
  const found = await findPart(deps, official, partId)
  if (!mayGather(deps.pack, found)) throw new Fault(casesFaults.noSuchPart)
  return inCase(found, await deps.exchange.askForCase({ ...caseOf(found), role: roleOf(official), by: official.official }))
}

/** Also when it has been decided; not when the person has taken it back. @throws Fault cases.no-such-part, kernel.not-found; exchange.no-consent */
async function openGathered(deps: GatherDeps, official: Official, partId: string, id: string): Promise<GatheredFacts> {
  const found = await findPart(deps, official, partId)
  return inCase(found, await deps.exchange.kept.open({ ...caseOf(found), role: roleOf(official), id }))
}

/** What has been gathered for a part that was read, and can be opened still, newest first. */
const listGathered = async (exchange: Exchange, { part, application }: ReadPart): Promise<KeptBundle[]> =>
  (part.status === 'withdrawn' ? [] : exchange.kept.list({ agency: part.agency, person: application.person, purpose: part.purpose, caseId: application.id }))

const roleOf = (official: Official) => (official.program ? 'program' : 'caseworker')

async function findPart({ db, editions }: GatherDeps, official: Official, partId: string) {
  const found = await db.transaction((tx) => tx.selectFrom('part').innerJoin('application', 'application.id', 'part.application_id')
    .select(['part.id', 'part.agency', 'part.purpose', 'part.status', 'application.id as case', 'application.person', 'application.receipt', 'application.event', 'application.pack_edition'])
    .where('part.id', '=', partId).where('part.agency', '=', official.agency).where('part.status', 'not in', ['arriving', 'withdrawn']).executeTakeFirst())
  if (!found) throw new Fault(casesFaults.noSuchPart)
  await editions.know(found.pack_edition)
  return found
}
type Found = Awaited<ReturnType<typeof findPart>>

const caseOf = ({ agency, person, purpose, case: caseId }: Found) => ({ agency, person, purpose, caseId })
const inCase = ({ id, receipt, event, pack_edition }: Found, bundle: CaseBundle): GatheredFacts => ({ ...bundle, part: id, receipt: receipt ?? '', event, pack_edition })
