/** Births one after another in each lane, until so many are done. */
export interface Births {
  count: number
  lanes: number
  /** One birth. @returns milliseconds from opening the form to the last decision */
  play(lane: number): Promise<number>
}

/** @returns milliseconds of each birth */
export async function playBirths({ count, lanes, play }: Births): Promise<number[]> {
  const milliseconds: number[] = []
  let begun = 0
  await Promise.all(Array.from({ length: lanes }, async (_, lane) => {
    while (begun < count) {
      begun += 1
      milliseconds.push(await play(lane))
    }
  }))
  return milliseconds
}
