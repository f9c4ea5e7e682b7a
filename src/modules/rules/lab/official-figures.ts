/** Published numbers of recipients and budgets beside what the simulation gives for the same year. */
import type { PopulationMargins } from '../../../../packages/pack-kit/schema/population.ts'
import type { LawTotals, ServiceTotal, Simulation } from '../simulate/simulate.ts'

export interface OfficialFigure { margin: PopulationMargins['margins'][number]; year: string; published: number; /** By the law as it is, and with the reform; null: not simulated. */ before: number | null; after: number | null }

/** A table whose id begins with that of a service, by year: recipients (people), or what is paid in the year (money in all). */
export function officialFigures({ margins }: PopulationMargins, { before, after, on, weight }: Simulation): OfficialFigure[] {
  const year = on.slice(0, 4)
  return margins.filter(({ use, by }) => use === 'compare' && by.length === 1 && by[0] === 'year').flatMap((margin) => {
    const cell = margin.cells.find(({ at }) => at[0] === year)
    const simulated = ({ services }: LawTotals) => {
      const service = services.find((one) => margin.id.startsWith(`${one.service}-`))
      const count = service && countedAs(margin, service)
      return count === undefined ? null : Math.round(count * weight)
    }
    if (!cell || simulated(before) === null) return []
    return { margin, year, published: cell.value, before: simulated(before), after: after ? simulated(after) : null }
  })
}

/** Recipients are who is granted it on the day; money is twelve months of that day. */
function countedAs({ counts }: PopulationMargins['margins'][number], { granted, paid }: ServiceTotal): number | undefined {
  switch (counts) {
    case 'people': return granted
    case 'money-in-all': return (paid['month'] ?? 0) * 12 + (paid['year'] ?? 0)
    default: return undefined
  }
}
