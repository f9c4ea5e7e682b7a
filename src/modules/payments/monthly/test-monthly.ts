/** A pack whose welcome grant is paid by the month. */
import { loadPack } from '../../../../packages/pack-kit/load-pack.ts'
import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'

/** On the 25th, on the day before where that is closed; Christmas is. */
export function monthlyPack(): Pack {
  const pack = loadPack('packs/farland')
  return {
    ...pack, holidays: [{ date: '2026-12-25', name: {} }],
    services: pack.services.map((service) => (service.id === 'welcome-grant' ? { ...service, pays: { account: service.pays!.account, monthly: { day: 25, closed: 'before', source: service.source } } } : service)),
  }
}
