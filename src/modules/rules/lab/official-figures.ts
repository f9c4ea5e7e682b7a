/** Published numbers of recipients and budgets beside what the simulation gives for the same year. */
import type { PopulationMargins } from '../../../../packages/pack-kit/schema/population.ts'
import type { Simulation } from '../simulate/simulate.ts'

export interface OfficialFigure { margin: PopulationMargins['margins'][number]; year: string; published: number; simulated: number | null }

/** A table whose id begins with that of a service, by year: recipients (people), or what is paid in the year (money in all). */
export function officialFigures({ margins }: PopulationMargins, { before: { services }, on, weight }: Simulation): OfficialFigure[] {
  const year = on.slice(0, 4)
  return margins.filter(({ use, by }) => use === 'compare' && by.length === 1 && by[0] === 'year').flatMap((margin) => {
    const service = services.find((one) => margin.id.startsWith(`${one.service}-`))
    const cell = margin.cells.find(({ at }) => at[0] === year)
    if (!service || !cell) return []
    const yearly = (service.paid['month'] ?? 0) * 12 + (service.paid['year'] ?? 0)
    const simulated = margin.counts === 'people' ? service.granted : margin.counts === 'money-in-all' ? yearly : null
    return { margin, year, published: cell.value, simulated: simulated === null ? null : Math.round(simulated * weight) }
  })
}
