/** When it is not the person's doing: too many requests, and a house in trouble. */
import type { TextBrowser } from '../../support/browser-of-text.ts'
import type { Walk } from '../walk.ts'

export async function walkFaults(walk: Walk) {
  const { house, cast } = walk
  const resident = await walk.resident(cast.newcomer)
  await walk.see('fault 403, a resident in the console', resident, '/console', 403)
  await withoutTable(walk, 'credentials', 'certificate', () => walk.see('fault 500', resident, '/my/documents', 500))
  const official = await walk.official(`demo-${cast.asks}-caseworker`)
  await withoutTable(walk, 'cases', 'part', () => walk.see('console: fault 500', official, '/console', 500))

  const impatient = await walk.resident(cast.impatient)
  await flood(house.origin, impatient)
  await walk.see('fault 429', impatient, '/help', 429)
}

/** The page's own query fails, as it would in a broken database. */
async function withoutTable({ house }: Walk, schema: string, table: string, act: () => Promise<void>) {
  await house.rooms.ask(`alter table ${schema}.${table} rename to ${table}_away`)
  try {
    await act()
  } finally {
    await house.rooms.ask(`alter table ${schema}.${table}_away rename to ${table}`)
  }
}

async function flood(origin: string, { cookies }: TextBrowser) {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  for (let sent = 0; sent < 2_000; sent += 50) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => fetch(`${origin}/help`, { method: 'HEAD', headers: { cookie } })))
    if (answers.some(({ status }) => status === 429)) return
  }
  throw new Error('two thousand requests in a row, and none is refused')
}
