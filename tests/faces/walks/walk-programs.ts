/** An agency's programs: none, one let in, told, silent, ended. */
import type { Walk } from '../walk.ts'
import { until } from '../../support/birth-journey.ts'

const list = '/console/programs'

export async function walkPrograms(walk: Walk) {
  const { cast } = walk
  const lead = await walk.official(`demo-${cast.team}-lead`)
  await walk.see('programs: none', lead, list)
  await walk.send('programs: without a name', lead, list, { name: ' ' })
  await walk.send('programs: let in', lead, list, (language) => ({ name: `${cast.words.program} ${language}` }))
  const path = /href="(\/console\/programs\/[0-9a-f-]{36})"/.exec((await lead.get(list)).html)![1]!
  await walk.see('program: without an address', lead, path)
  await walk.send('program: no address of ours', lead, `${path}/address`, { address: 'nowhere' })
  // The discard port: nobody listens there.
  await lead.submit(await lead.get(path), `${path}/address`, { address: 'http://localhost:9/' })
  await walk.see('program: told from now on', lead, `${path}?done=address`)
  await lead.submit(await lead.get(path), `${path}/trial`)
  await until(() => lead.get(path), ({ html }) => html.includes('ECONNREFUSED'))
  await walk.see('program: silent', lead, path)
  await walk.see('program: older messages', lead, `${path}?before=ffffffff-ffff-7fff-bfff-ffffffffffff`)
  await lead.submit(await lead.get(path), `${path}/end`)
  await walk.see('program: ended', lead, path)
  await walk.see('program: of nobody', lead, `${list}/019a0000-0000-7000-8000-000000000000`, 404)
}
