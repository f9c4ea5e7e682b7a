import type { Clock } from '../../../kernel/clock/clock.ts'

/** Now, by the house's clock. */
export const momentOf = ({ clock }: { clock: Clock }) => new Date(clock.now().epochMilliseconds)
