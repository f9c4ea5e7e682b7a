/**
 * A part that is another agency's to decide goes there (in Korea by 민원 처리에 관한 법률 §16), whole and with a reason. From then on it
 * is that agency's: the first one sees it no more. What registers said to the first stays there; the next gets what the person
 * agreed to for it, by the same job that delivers every part. Returning it is referring it back. What has come back to an agency that had referred it goes on only when the
 * team's lead says so: two offices that each think it the other's are seen, and the person does not wait between them.
 */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import { noteAct } from '../../../kernel/audit/note-act.ts'
import { emit } from '../../../kernel/events/events.ts'
import { enqueue } from '../../../kernel/events/jobs.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import type { Official } from '../../../kernel/http/principal.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import { casesFaults, PartReferred } from '../contract.ts'
import { isObjection } from '../decide/open-objection.ts'
import { actedFor, actingOn, inPlaceOf, readStandsIn } from '../deputies/in-place-of.ts'
import type { ClockDeps } from './ask-more.ts'
import { DeliverPart } from './deliver-part.ts'
import { lockPart } from './lock-part.ts'
import { movePart } from './move-part.ts'

/** To whom an agency may refer: those of the pack that are there on this day. */
export const receiversOf = (pack: Pack, from: string, today: string) =>
  (pack.referral ? pack.agencies.filter(({ id, abolished }) => id !== from && (abolished === undefined || abolished.on > today)) : [])

/** Whether an agency has sent a part away once already. A part that an abolished agency left behind was sent by nobody. */
export const hasReferred = (referrals: readonly { from_agency: string; referred_by: string | null }[], agency: string) => referrals.some(({ from_agency, referred_by }) => from_agency === agency && referred_by !== null)

/** Who may refer what has come back. */
export const mayReferAgain = ({ roles, program }: Official) => roles.includes('administrator') && !program

/** @throws noReferral, noSuchReceiver, referralReasonMissing, noSuchPart, partlyDecided, questionOpen, alreadyDecided, referredBefore */
export async function referPart({ db, pack, clock }: ClockDeps, official: Official, partId: string, to: string, reason: string): Promise<void> {
  if (!pack.referral) throw new Fault(casesFaults.noReferral)
  if (!receiversOf(pack, official.agency, clock.today().toString()).some(({ id }) => id === to)) throw new Fault(casesFaults.noSuchReceiver, { pointer: '/agency' })
  if (reason.trim() === '') throw new Fault(casesFaults.referralReasonMissing, { pointer: '/why' })
  await db.transaction(async (tx) => {
    const { part, application, about } = await lockPart(tx, official.agency, partId)
    if (part.status === 'decided' || part.status === 'withdrawn') throw new Fault(casesFaults.alreadyDecided)
    const begun = await tx.selectFrom('line').select('id').where('part_id', '=', partId).where('status', '<>', 'pending').limit(1).executeTakeFirst()
    // Who refused answers for it before the objection is decided.
    if (begun || isObjection(part)) throw new Fault(casesFaults.partlyDecided)
    const again = hasReferred(await tx.selectFrom('referral').select(['from_agency', 'referred_by']).where('part_id', '=', partId).execute(), official.agency)
    if (again && !mayReferAgain(official)) throw new Fault(casesFaults.referredBefore)
    const inPlace = inPlaceOf(part.holder, await readStandsIn(tx, actingOn(official, clock)))
    const referral = newId()
    const purpose = purposeAt(pack, application.event, to) ?? part.purpose
    await movePart(tx, { ...part, agency: to }, 'refer', {
      agency: to, purpose, holder: null, facts: '[]', arrival: referral, ...(pack.referral?.clock === 'restarts' ? { due_on: null, clock_service: null } : {}),
    }, { from: official.agency })
    await tx.insertInto('referral').values({
      id: referral, part_id: partId, from_agency: official.agency, to_agency: to, reason: reason.trim(), again, referred_by: official.official, referred_for: inPlace, referred_at: new Date(clock.now().epochMilliseconds),
    }).execute()
    await noteAct(tx, `official:${official.official}`, 'refer part', `part:${partId}`, { from: official.agency, to, ...(again ? { again } : {}), ...actedFor(inPlace) })
    await emit(tx, PartReferred, { ...about, part: partId, agency: official.agency, to, succeeds: false, referral })
    await enqueue(tx, DeliverPart, { part: partId })
  })
}

/** Under which an agency sees what this life event is about; undefined: it has none, and sees the application alone. */
function purposeAt(pack: Pack, event: string, agency: string): string | undefined {
  const purposes = pack.lifeEvents.find(({ id }) => id === event)?.purposes ?? []
  return pack.purposes.find((purpose) => purpose.agency === agency && purposes.includes(purpose.id))?.id
}
