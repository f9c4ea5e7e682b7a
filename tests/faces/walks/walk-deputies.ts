/** Somebody is away: the lead names a deputy, both see it where they work, and it ends. Leaves everything where it was. */
import type { Walk } from '../walk.ts'

/** @param path of a part that the caseworker holds, at the agency where everything is clear */
export async function walkDeputies(walk: Walk, path: string) {
  const { cast } = walk
  const [away, deputy] = [`demo-${cast.clears}-caseworker`, `demo-${cast.clears}-lead`]
  const [official, lead] = [await walk.official(away), await walk.official(deputy)]
  await walk.see('console: deputies, none', official, '/console/deputies')
  await walk.send('console: deputy, on no days', lead, '/console/deputies', { official: '', deputy: '', from: '', until: '' })
  const today = cast.now.slice(0, 10)
  await walk.send('console: deputy, of oneself', official, '/console/deputies', { official: away, deputy: away, from: today, until: today })
  const named = await lead.submit(await lead.get('/console/deputies'), '/console/deputies', { official: away, deputy, from: today, until: today })
  await walk.see('console: deputy, named', lead, named.path)
  await walk.see('console: inbox of a deputy', lead, '/console?of=mine')
  await walk.see('console: part, before a deputy', lead, path)
  await walk.see('console: part of one who is away', official, path)
  const [end] = /\/console\/deputies\/[0-9a-f-]{36}\/end/.exec(named.html) ?? []
  const ended = await lead.submit(named, end!)
  await walk.see('console: deputy, ended', lead, ended.path)
}
