/** An agency's sealed looks, for those who may look covertly: one line an inquiry. */
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../../kernel/clock/clock.ts'
import type { Court } from '../../../kernel/config/read-court.ts'
import { Fault, kernelFaults } from '../../../kernel/faults/faults.ts'
import type { LogAccess } from '../log-access.ts'
import { orderText } from './court-order.ts'
import { ordersOf, sealedUntil } from './open-due.ts'
import { covertPurpose, longestSeal } from './periods.ts'
import type { SealedRow } from './sealed-entry.ts'

export interface Inquiry {
  inquiry: string
  at: Date
  person: string
  purpose: string
  warrant: string
  /** One for each register. */
  looks: { id: string; register: string }[]
  /** YYYY-MM-DD; the first of its looks. */
  until: string
  opensOn: string
  openedAt: Date | null
}

export interface ReadDeps { access: LogAccess; pack: Pack; clock: Clock; court: Court | undefined }

const shown = 200
/** Days that a draft leaves the court to sign in. */
const daysToSign = 14

export async function readInquiries({ access: { db }, pack, court }: ReadDeps, agency: string): Promise<Inquiry[]> {
  return db.transaction(async (tx) => {
    const looks = await tx.selectFrom('sealed_look').selectAll().where('recipient', '=', agency).orderBy('id', 'desc').limit(shown).execute()
    const told = []
    for (const look of looks) told.push({ look, until: sealedUntil(pack, court, look, await ordersOf(tx, look.id)) })
    return [...Map.groupBy(told, ({ look }) => look.inquiry)].map(([inquiry, of]) => {
      const [{ look }] = of as [typeof of[number]]
      return {
        inquiry, at: look.at, person: look.person, purpose: look.purpose, warrant: look.warrant, looks: of.map((one) => ({ id: one.look.id, register: one.look.register })), opensOn: look.opens_on,
        until: of.map(({ until }) => until).sort()[0]!, openedAt: look.opened_at,
      }
    })
  })
}

/** What a court would sign: the last day that the law allows; it may write an earlier one. @throws Fault kernel.not-found for what is open, or another agency's */
export async function draftOrder({ access: { db, log }, pack, clock }: ReadDeps, agency: string, inquiry: string): Promise<string> {
  const { log: identity } = await log.open()
  const looks: SealedRow[] = await db.transaction((tx) => tx.selectFrom('sealed_look').selectAll().where('inquiry', '=', inquiry).where('recipient', '=', agency).where('opened_as', 'is', null).orderBy('id').execute())
  const [first] = looks
  if (!first) throw new Fault(kernelFaults.notFound)
  return orderText({
    log: identity.origin, until: longestSeal(covertPurpose(pack, first.purpose, agency), first.opens_on), useBy: clock.today().add({ days: daysToSign }).toString(),
    looks: looks.map(({ leaf }) => leaf.toString('base64')),
  })
}
