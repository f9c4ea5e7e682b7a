import type { Pack } from '../../packages/pack-kit/schema/pack.ts'
import { type Entry, horizon } from '../modules/cases/index.ts'
import type { Payments } from '../modules/payments/index.ts'

/** What a person is paid in the months that their calendar shows, each on its day. */
export const comingPayments = (payments: Pick<Payments, 'monthly'>, pack: Pack) => async (person: string): Promise<Entry[]> =>
  (await payments.monthly(person, horizon)).flatMap(({ line, agency, service, source, coming }) => coming.map(({ month, day }): Entry => (
    { id: `${line}/paid/${month}`, day, kind: 'payment', name: pack.services.find(({ id }) => id === service)?.name ?? {}, agency, href: '/my/payments', law: source }
  )))
