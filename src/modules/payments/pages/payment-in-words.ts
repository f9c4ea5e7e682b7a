import type { View } from '../../../web/view.ts'
import type { TagKind } from '../../../web/components/tag/tag.tsx'
import type { Standing } from '../list-payments.ts'
import type { Series } from '../monthly/read-series.ts'

export const serviceName = ({ pack, text }: View, service: string) => text(pack.services.find(({ id }) => id === service)?.name ?? {}) || service

export const amountInWords = ({ t, money, month: inWords }: View, { amount, month, kind, arrears = false }: { amount: number; month: string | null; kind?: string; arrears?: boolean }) =>
  (month === null ? money(amount) : t(kind === 'refund' ? 'payments.of-month-again' : arrears ? 'payments.of-month-arrears' : 'payments.of-month', { money: money(amount), month: inWords(month) }))

/** A month to come, with what there is beside it as a voucher. */
export const comingInWords = (view: View, { voucher, ...month }: Series['coming'][number]) =>
  (voucher === 0 ? amountInWords(view, month) : view.t('payments.with-voucher', { payment: amountInWords(view, month), money: view.money(voucher) }))

/** The end is enough to tell two accounts apart; whoever looks at a list needs no more. */
export const accountInWords = ({ t }: View, account: string | null) => (account === null ? t('payments.no-account') : `•••• ${account.replaceAll(/\D/g, '').slice(-4)}`)

/** Why something stopped where nobody wrote it. */
const own = ['died', 'wanted-no-more', 'objection', 'asked-anew']

/** Why a bank refused or sent back: in words for the codes that are usual, and the code beside it always. */
const known = ['AC01', 'AC03', 'AC04', 'AC06', 'AM03', 'AM04', 'MD07', 'MS03']
export const reasonInWords = ({ t }: View, reason: string) => (known.includes(reason) ? t(`payments.reason.${reason}`, { code: reason }) : own.includes(reason) ? t(`payments.stop.${reason}`) : reason)

export const actorInWords = ({ t }: View, actor: string) => (actor.startsWith('official:') ? t('payments.by.official', { id: actor.slice('official:'.length) }) : t(`payments.by.${actor}`))

export const kindOf: Record<Standing, TagKind> = {
  owed: 'attention', waiting: 'attention', accepted: 'info', rejected: 'refused', paid: 'done', returned: 'refused', reversed: 'neutral', asked: 'attention', received: 'done', reclaimed: 'attention', repaid: 'done',
}
