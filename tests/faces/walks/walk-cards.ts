/** The desk of an agency that issues cards, and what the holder of one reads of it: nothing yet, what is wrong, what is asked, held, ended. */
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
  const order = { person: cast.newcomer, type: type.id, act: 'hold', reason: 'A card with this number was found on a train.', law: 'Act on cards, article 1' }
  await walk.send('cards: hold it?', officer, path, order)
  await walk.send('cards: end it?', officer, path, { ...order, act: 'end' })
  const { holds } = house.credentials.issuer!
  const by = { kind: 'official', official: `demo-${type.agency}-cards`, name: 'n', agency: type.agency, roles: ['card-officer'], session: 's' } as const
  await holds.order(by, { ...order, act: 'hold' })
  await walk.send('cards: held already', officer, `${path}/orders`, order)
  await house.rooms.ask(`insert into credentials.card_round (id, type, agency, made_by, made_by_name, told, finished_at) values (gen_random_uuid(), $1, $2, 'x', 'Nobody', 1204, now())`, [type.id, type.agency])
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
