import type { Pack } from '../../../../packages/pack-kit/schema/pack.ts'
import type { KnownValue } from '../../exchange/index.ts'

/** The values of each register together, with who keeps it and when it answered. */
export function sourcesOf(pack: Pack, known: readonly KnownValue[]) {
  return [...Map.groupBy(known, ({ register }) => register)].map(([register, values]) => ({
    register, agency: pack.registers.find(({ id }) => id === register)?.agency ?? '', answeredAt: values[0]!.answeredAt,
    values: Object.fromEntries(values.map(({ field, value }) => [field, value])),
  }))
}
