import assert from 'node:assert/strict'
import { test } from 'node:test'
import fastify from 'fastify'
import { openToPages } from './open-to-pages.ts'

test('what knows its visitor cannot be opened to pages of other origins; what is open says so, also where it fails', async () => {
  const app = fastify()
  openToPages(app as never)
  const answer = () => { throw new Error('away') }
  assert.throws(() => app.get('/mine', { config: { who: 'resident', open: true } }, answer), /knows its visitors/)
  app.get('/open', { config: { who: 'anyone', open: true } }, answer)
  app.get('/closed', { config: { who: 'anyone' } }, answer)
  const leaveOf = async (url: string) => (await app.inject(url)).headers['access-control-allow-origin']
  assert.deepEqual([await leaveOf('/open'), await leaveOf('/closed'), await leaveOf('/nothing')], ['*', undefined, undefined])
})
