/** What anyone sees: the front door, the catalogue, help, sign-in, and what goes wrong. */
import { TextBrowser } from '../../support/browser-of-text.ts'
import type { Walk } from '../walk.ts'

export async function walkPublic(walk: Walk) {
  const anyone = new TextBrowser(walk.house.origin)
  await walkCatalogue(walk, anyone)
  const pages = { help: '/help', 'accessibility statement': '/accessibility', components: '/components', 'API reference': '/docs', settings: '/settings', 'settings saved': '/settings?saved=1', 'settings with a way back': '/settings?next=/help', verify: '/verify' }
  for (const [state, path] of Object.entries(pages)) await walk.see(state, anyone, path)
  await walk.send('verify nothing', anyone, '/verify', { code: ' ' })
  await walk.see('sign-in', anyone, '/sign-in')
  await walk.see('sign-in on the way', anyone, '/sign-in?next=/my/data')
  await walk.send('sign-in, nobody chosen', anyone, '/sign-in', {})
  await walk.send('sign-in, nobody of that number', anyone, '/sign-in', { other: walk.cast.family.replace(/\d+$/, '999999') })
  await walk.see('console sign-in', anyone, '/console/sign-in')
  await walk.send('console sign-in, nobody chosen', anyone, '/console/sign-in', {})
  await walk.send('console sign-in, no such official', anyone, '/console/sign-in', { official: 'nobody' })

  await walk.see('fault 404', anyone, '/nowhere', 404)
  await walk.see('fault 404 of a service', anyone, '/services/nothing', 404)
  await walk.see('fault 410, an invitation that is over', anyone, `/invitation/${'x'.repeat(43)}`, 410)
  await walk.see('fault 400 of a query', anyone, '/services?page=none', 400)
  await walk.send('fault 400 of a form', anyone, '/settings', { unknown: 'field' }, 400)
  await walk.send('fault 403, no token', anyone, '/settings', { _csrf: 'none' }, 403)
  await walk.send('fault 401', anyone, '/apply', { event: 'birth' }, 401)
}

async function walkCatalogue(walk: Walk, anyone: TextBrowser) {
  const { house: { pack, catalogue }, cast } = walk
  if (cast.imports !== undefined) await catalogue.importGov24(cast.imports, 'test')
  await walk.see('home', anyone, '/')
  const services = {
    services: '', 'services found': `?q=${encodeURIComponent(pack.services[0]!.name[cast.language] ?? '')}`, 'services not found': '?q=zzzzqqqq', 'services narrowed': cast.narrowed, 'services, second page': '?page=2',
    'services of a life event in words': `?q=${encodeURIComponent(pack.lifeEvents[0]!.name[pack.defaultLanguage] ?? '')}`,
  }
  for (const [state, query] of Object.entries(services)) await walk.see(state, anyone, `/services${query}`)
  await walk.see('for me', anyone, '/services/for-me')
  await walk.see('for me, age wrong', anyone, '/services/for-me?age=old&asked=yes')
  await walk.see('for me, candidates', anyone, '/services/for-me?age=25&group=no-own-home&asked=yes')
  await walk.see('for me, nothing', anyone, '/services/for-me?age=99&sex=M&group=pregnant&asked=yes')
  for (const { id } of await catalogue.services()) await walk.see(`service ${id}`, anyone, `/services/${id}`)
  for (const { id } of pack.lifeEvents) await walk.see(`life event ${id}`, anyone, `/life-events/${id}`)
  await walk.see('agencies', anyone, '/agencies')
  for (const { id } of await catalogue.agencies()) await walk.see(`agency ${id}`, anyone, `/agencies/${id}`)
  await walk.see('a service as a process', anyone, `/services/${pack.lifeEvents[0]!.services[0]!}/process.bpmn`)
  await walk.see('a life event as a process', anyone, `/life-events/${pack.lifeEvents[0]!.id}/process.bpmn`)
  await walk.see('catalogue as linked data', anyone, '/catalogue.jsonld')
  await walk.see('requirements as linked data', anyone, '/requirements.jsonld')
}
