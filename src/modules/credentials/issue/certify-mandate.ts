/** A mandate as its holder carries it: said as it stands at this moment, and revoked with its end. */
import type { CredentialType, MandateClaim } from '../../../../packages/pack-kit/schema/credential-type.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import type { Events } from '../../../kernel/events/events.ts'
import { Fault } from '../../../kernel/faults/faults.ts'
import { type Access, MandateEnded, type MandateRow, type Mandates } from '../../identity/index.ts'
import { changeState } from '../status/change-state.ts'
import type { CredentialsTables } from '../tables.ts'
import { type ClaimValue, RegistersSilent } from './gather-claims.ts'
import type { Issue, Issued } from './issue-credential.ts'
import { IssueRefused } from './issue-faults.ts'

export interface CertifyDeps {
  db: RoomDatabase<CredentialsTables>
  pack: Pack
  clock: Clock
  mandates: Pick<Mandates, 'use' | 'stand'>
}

/**
 * Asks for the mandate as for every other use, issues, and looks once more: one that ended in between is revoked by its end, or here.
 * @throws RegistersSilent, IssueRefused
 */
export async function certifyMandate({ db, pack, clock, mandates }: CertifyDeps, { person, grant }: Access, type: CredentialType, issue: (of: Pick<Issue, 'claims' | 'mandate'>) => Promise<Issued>): Promise<Issued> {
  const held = await db.transaction((tx) => tx.selectFrom('mandate_grant').select('mandate').where('grant_id', '=', grant).where('person', '=', person).executeTakeFirst())
  if (!held) throw new IssueRefused('credential_request_denied', 'this credential is taken from the page of the mandate')
  const { row, done } = await mandates.use({ mandate: held.mandate, actor: person, act: 'carry', reads: true }).catch((cause: unknown) => {
    if (!(cause instanceof Fault)) throw cause
    throw cause.status === 503 ? new RegistersSilent('the register that says whether the mandate stands') : new IssueRefused('credential_request_denied', 'the mandate does not stand')
  })
  try {
    const over = overOn(row)
    const last = over && Math.floor(over.toZonedDateTime(pack.timeZone).epochMilliseconds / 1000)
    const issued = await issue({ claims: claimsOf(type, row, over ?? clock.today().add({ days: type.validDays })), mandate: { id: row.id, last } })
    const still = await mandates.stand(row.id)
    if (still?.over === undefined && still !== undefined) return issued
    await db.transaction((tx) => changeState(tx, { issuances: [issued.issuance], state: 1, because: 'the mandate has ended' }))
    throw new IssueRefused('credential_request_denied', 'the mandate does not stand')
  } finally {
    await done()
  }
}

/** With a mandate ends whatever says it: in the signed lists within five seconds. */
export function revokeWithMandates(db: RoomDatabase<CredentialsTables>, events: Events) {
  events.on(MandateEnded, 'credentials.mandate-ended', db, async (tx, { mandate, because }) => {
    const issuances = await tx.selectFrom('issuance').select('id').where('mandate', '=', mandate).execute()
    await changeState(tx, { issuances: issuances.map(({ id }) => id), state: 1, because: `the mandate has ended: ${because}` })
    await tx.deleteFrom('mandate_grant').where('mandate', '=', mandate).execute()
  })
}

/** @param over the day on which it is over, or on which this credential is: one of them is always said, so that whoever asks for it is answered */
function claimsOf({ claims }: CredentialType, row: MandateRow, over: Temporal.PlainDate): ClaimValue[] {
  const may = (act: string) => row.acts.includes(act)
  const values: Record<MandateClaim, ClaimValue['value'] | null> = {
    representative: row.actor_name, represented: row.subject_name, kind: row.kind, apply: may('apply'), applications: may('applications'), data: may('data'), notices: may('notices'), documents: may('documents'),
    limited: row.uses_allowed !== null, uses: row.uses_allowed, until: over.subtract({ days: 1 }).toString(),
  }
  return claims.flatMap((claim) => {
    const value = values[claim.from.slice('mandate.'.length) as MandateClaim]
    return value === null ? [] : [{ claim, value }]
  })
}

/** The day on which it is over by itself. */
function overOn({ until_on, majority_on }: MandateRow): Temporal.PlainDate | undefined {
  const days = [...(until_on === null ? [] : [Temporal.PlainDate.from(until_on).add({ days: 1 })]), ...(majority_on === null ? [] : [Temporal.PlainDate.from(majority_on)])]
  return days.sort(Temporal.PlainDate.compare)[0]
}
