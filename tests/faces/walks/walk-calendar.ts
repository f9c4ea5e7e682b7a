/** What is coming: with nothing, with something, and the private address as it is shown once. */
import type { Walk } from '../walk.ts'

export async function walkCalendar(walk: Walk) {
  const { cast } = walk
  await walk.see('calendar: nothing is coming', await walk.resident(cast.newcomer), '/my/calendar')
  const family = await walk.resident(cast.family)
  await walk.see('calendar', family, '/my/calendar')
  await walk.see('due: nothing', await walk.resident(cast.newcomer), '/my/due')
  await walk.send('calendar: the address, shown once', family, '/my/calendar/address', {})
  // Each new address ends the one before.
  const address = /<code>([^<]+\.ics)<\/code>/.exec(walk.seen.at(-1)!.html)![1]!
  await walk.see('calendar: the file', family, new URL(address).pathname)
  await walk.see('calendar: there is an address', family, '/my/calendar')
}
