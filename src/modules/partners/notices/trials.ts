/** One press, one notice: a company tries how it is told, with somebody who does not exist, the whole way to its signed answer. */
import type { Selectable } from 'kysely'
import type { RoomDatabase } from '../../../kernel/db/database.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import type { CompanyNotice, NoticeOutcome } from '../../exchange/index.ts'
import type { Partner } from '../registry/partners.ts'
import type { PartnersTables } from '../tables.ts'

export type Trial = Selectable<PartnersTables['trial_notice']>

export interface Trials {
  /** Sends it once, and says at once what came of it. */
  send(partner: Partner, notice: Omit<CompanyNotice, 'id' | 'company' | 'at'>): Promise<void>
  newest(company: string): Promise<Trial | undefined>
  sent(company: string, notice: string): Promise<{ claims: string; token: string | null } | undefined>
  keepAnswer(company: string, answer: { notice: string; outcome: NoticeOutcome; token: string }): Promise<boolean>
}

export interface TrialDeps {
  db: RoomDatabase<PartnersTables>
  claimsOf(partner: Partner, notice: CompanyNotice): string
  push(partner: Partner, claims: string): Promise<void>
}

export function createTrials({ db, claimsOf, push }: TrialDeps): Trials {
  const newest = (company: string) => db.transaction((tx) => tx.selectFrom('trial_notice').selectAll().where('partner', '=', company).executeTakeFirst())
  return {
    newest,
    async send(partner, about) {
      const [id, at] = [newId(), new Date()]
      const claims = claimsOf(partner, { ...about, id, company: partner.id, at })
      const fresh = { id, claims, made_at: at, brought_at: null, failed_because: null, outcome: null, token: null, answered_at: null }
      await db.transaction((tx) => tx.insertInto('trial_notice').values({ partner: partner.id, ...fresh }).onConflict((conflict) => conflict.column('partner').doUpdateSet(fresh)).execute())
      const came = await push(partner, claims).then(() => ({ brought_at: new Date() }), (cause: Error) => ({ failed_because: cause.message.slice(0, 200) }))
      await db.transaction((tx) => tx.updateTable('trial_notice').set(came).where('partner', '=', partner.id).where('id', '=', id).execute())
    },
    async sent(company, notice) {
      const trial = await newest(company)
      return trial?.id === notice ? { claims: trial.claims, token: trial.token } : undefined
    },
    async keepAnswer(company, { notice, outcome, token }) {
      const changed = await db.transaction((tx) => tx.updateTable('trial_notice').set({ outcome, token, answered_at: new Date() }).where('partner', '=', company).where('id', '=', notice).where('token', 'is', null).executeTakeFirst())
      return changed.numUpdatedRows === 1n
    },
  }
}
