/** A tax that a register holds: looked at, asked for anew with another amount, with a silent register, and asked. Only where the pack collects one. */
import { consentAll, until } from '../../support/birth-journey.ts'
import type { Walk } from '../walk.ts'

export async function walkCollects({ house, cast, resident, see, send, silence }: Walk) {
  const service = house.pack.services.find(({ collects }) => collects)
  const from = house.pack.facts.find(({ fact }) => fact === service?.collects?.fact)?.from
  if (!service || !from) return
  let amount = 182_400
  const hold = () => house.change(from.register, cast.applicant, (held) => ({ ...held, [from.field]: amount += 10 }))
  hold()
  const browser = await resident(cast.applicant)
  let visit = await browser.submit(await browser.get(`/life-events/${service.lifeEvents[0]}`), '/apply', { event: service.lifeEvents[0]! })
  await see('a tax: what the register holds', browser, visit.path)
  for (let turns = 0; turns < 6 && !visit.path.endsWith('/check'); turns += 1) visit = visit.path.endsWith('/consent') ? await consentAll(browser, visit) : await browser.submit(visit, visit.path)
  await see('a tax: before it is sent', browser, visit.path)
  await send('a tax: the amount has changed', browser, visit.path, () => { hold(); return {} }, 409)
  await silence(from.register, true)
  await send('a tax: the register is silent', browser, visit.path, {}, 503)
  await silence(from.register, false)
  const { path } = await browser.submit(await browser.get(visit.path), visit.path)
  const [receipt] = path.split('?')
  await until(() => browser.get('/my/payments'), ({ html }) => html.includes(house.registers.bank.accounts[service.agency]!), 40_000)
  await see('my payments: a tax is asked', browser, '/my/payments')
  await until(() => browser.get(receipt!), ({ html }) => html.includes('/letters/'))
  await see('application: a tax is asked', browser, receipt!)
}
