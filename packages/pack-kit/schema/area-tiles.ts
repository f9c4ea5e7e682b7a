import Type, { type Static } from 'typebox'
import { strict } from './common.ts'

const Tile = strict({ column: Type.Integer({ minimum: 0, maximum: 30 }), row: Type.Integer({ minimum: 0, maximum: 30 }) })

/** tiles.json: a map of a country's areas as squares of one size, each about where it lies: a small area is seen as well as a large one. */
export const AreaTiles = strict({
  fact: Type.String({ description: 'The fact whose codes are the areas, such as household.region' }),
  tiles: Type.Record(Type.String(), Tile, { description: 'Code → place, from the north-west' }),
})
export type AreaTiles = Static<typeof AreaTiles>
