/** The desk of an agency that issues cards, and what the holder of one reads of it: nothing yet, what is wrong, what is asked, held, ended. */
import type { CredentialType } from '../../../packages/pack-kit/schema/credential-type.ts'
import type { Official } from '../../../src/kernel/http/principal.ts'
import { until } from '../../support/birth-journey.ts'
import type { Walk } from '../walk.ts'

const path = '/console/cards'

export async function walkCards(walk: Walk) {
  const { house, cast } = walk
  const types = house.pack.credentials.filter(({ about }) => about === undefined)
  const type = types.find(({ everybody }) => everybody !== undefined) ?? types[0]
  if (!type) return
  const officer = await walk.official(`demo-${type.agency}-cards`)
  await walk.see('cards: none is held', officer, path)
  await walk.send('cards: nothing typed', officer, path, { person: 'nobody', reason: 'x' })
  const name = house.identity.demonstration!.nameOf(cast.newcomer)!
  const order = { person: cast.newcomer, name, type: type.id, act: 'hold', reason: 'A card with this number was found on a train.', law: 'Act on cards, article 1' }
  await walk.send('cards: a number of somebody else', officer, path, { ...order, name: `${name}x` })
  await walk.send('cards: hold it?', officer, path, order)
  await walk.send('cards: end it?', officer, path, { ...order, act: 'end' })
  const { holds } = house.credentials.issuer!
  const by = { kind: 'official', official: `demo-${type.agency}-cards`, name: 'n', agency: type.agency, roles: ['card-officer'], session: 's' } as const
  await holds.order(by, { ...order, act: 'hold' })
  await walk.send('cards: held already', officer, `${path}/orders`, order)
  await walkRounds(walk, type, by)
  await walk.see('cards: one is held, and everybody entitled was told', officer, path)
  const holder = await walk.resident(cast.newcomer)
  await walk.see('my wallet: a card is held', holder, '/my/wallet')
  const [held] = await holds.standing(type.agency)
  await holds.letGo(by, held!.id)
  await holds.order(by, { ...order, act: 'end' })
  await walk.see('cards: one was let go, one ended', officer, path)
  await walk.see('my wallet: a card was ended', holder, '/my/wallet')
  const told = await until(() => house.rooms.ask<{ id: string }>("select id from notices.notice where person = $1 and kind = 'card-changed' order by id", [cast.newcomer]), (rows) => rows.length === 3, 20_000)
  await walk.see('a notice: a card is held', holder, `/my/inbox/${told[0]!.id}`)
}

/** Everybody entitled is to be told: it waits, is turned down, has ended by itself, is done. */
async function walkRounds(walk: Walk, type: CredentialType, by: Official) {
  const { house } = walk
  const purpose = house.pack.purposes.find(({ everybody }) => everybody === true)
  if (!purpose) return
  const { everybody, requires } = type
  // In a country that has no such card yet: as when it has one.
  Object.assign(type, { everybody: everybody ?? purpose.id, requires: requires ?? { [purpose.fields[0]!]: true } })
  const { rounds } = house.credentials.issuer!
  const [first, second] = [await walk.official(by.official), await walk.official(`${by.official}-second`)]
  const colleague = { ...by, official: `${by.official}-second` }
  const because = 'The register is being corrected this week.'
  await walk.see('cards: nobody has been told', first, path)
  const refused = await rounds.ask(by, type)
  await walk.see('a round: I asked for it', first, `${path}/rounds/${refused}`)
  await walk.see('a round: a colleague asks for it', second, `${path}/rounds/${refused}`)
  await walk.send('a round: turned down without a reason', second, `${path}/rounds/${refused}`, { act: 'refuse' })
  await walk.send('a round: I do not confirm my own', first, `${path}/rounds/${refused}`, { act: 'confirm' }, 403)
  await walk.send('cards: asked for already', second, `${path}/everybody`, { type: type.id }, 409)
  await rounds.settle(colleague, refused, 'refuse', because)
  await walk.see('a round: it was turned down', first, `${path}/rounds/${refused}`)
  const late = await rounds.ask(by, type)
  await house.rooms.ask('update credentials.card_round set ends_at = now() where id = $1', [late])
  await walk.send('a round: too late', second, `${path}/rounds/${late}`, { act: 'confirm' }, 409)
  const done = await rounds.ask(by, type)
  await walk.see('a round: nobody confirmed it in time', first, `${path}/rounds/${late}`)
  await house.rooms.ask("update credentials.card_round set state = 'confirmed', decided_by = 'x', decided_by_name = 'Nobody', decided_at = now(), told = 1204, finished_at = now() where id = $1", [done])
  await walk.see('a round: it is done', first, `${path}/rounds/${done}`)
  const waits = await rounds.ask(by, type)
  await walk.see('a round: asked for again', second, `${path}/rounds/${waits}`)
  await walk.see('cards: a round waits, another is done', second, path)
  Object.assign(type, { everybody, requires })
}
