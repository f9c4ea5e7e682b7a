/** Every area has one place on the map, and no two the same. */
import type { Problem } from './problem.ts'
import type { Pack } from './schema/pack.ts'

export function checkTiles({ tiles: map, facts }: Pack): Problem[] {
  if (!map) return []
  const file = 'tiles.json'
  const fact = facts.find((one) => one.fact === map.fact)
  if (!fact?.values) return [{ file, pointer: '/fact', message: `facts.json knows no ${map.fact} with codes.`, advice: 'Name the fact that says in which area a household lives.' }]
  const areas = Object.keys(fact.values)
  const places = Object.entries(map.tiles)
  return [
    ...areas.filter((area) => !(area in map.tiles)).map((area) => ({ file, pointer: '/tiles', message: `${area} has no place.`, advice: `Add "${area}": { "column": …, "row": … }.` })),
    ...places.filter(([area]) => !areas.includes(area)).map(([area]) => ({ file, pointer: `/tiles/${area}`, message: `${area} is no area of ${map.fact}.`, advice: `Areas: ${areas.join(', ')}.` })),
    ...places.flatMap(([area, { column, row }], at) => {
      const other = places.slice(0, at).find(([, place]) => place.column === column && place.row === row)
      return other ? [{ file, pointer: `/tiles/${area}`, message: `${area} lies where ${other[0]} does.`, advice: 'Give one of them another column or row.' }] : []
    }),
  ]
}
