import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLog, personMark } from './log.ts'

const key = Buffer.alloc(32, 7)

function written(level: 'info' | 'debug', write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = []
  write(createLog({ level, key }, { write: (line) => void lines.push(line) }))
  return lines.join('')
}

test('a person is a mark: the same within an installation, another elsewhere, never the id', () => {
  const text = written('info', (log) => {
    log.info({ subject: 'KR-DEMO-000123' }, 'asked')
    log.info({ person: { id: 'KR-DEMO-000123', name: 'Kim' } }, 'seen')
    log.info({ resident: { name: 'Kim' } }, 'seen')
  })
  assert.doesNotMatch(text, /KR-DEMO|Kim/)
  assert.equal(text.split(personMark(key, 'KR-DEMO-000123')).length, 3)
  assert.notEqual(personMark(key, 'KR-DEMO-000123'), personMark(Buffer.alloc(32, 8), 'KR-DEMO-000123'))
})

test('secrets are cut at every depth that is logged', () => {
  const text = written('info', (log) => {
    log.info({ cookie: 'sesame' }, 'one')
    log.info({ req2: { headers: { authorization: 'Bearer sesame', cookie: 'sesame' } } }, 'two')
    log.info({ token: 'sesame', detail: { password: 'sesame' } }, 'three')
  })
  assert.doesNotMatch(text, /sesame/)
  assert.match(text, /redacted/)
})

test('a request is its route, without what somebody typed', () => {
  const text = written('info', (log) => log.info({ req: { method: 'GET', url: '/services?q=disease', headers: { cookie: 'x' } } }, 'request'))
  assert.match(text, /"route":"\/services"/)
  assert.doesNotMatch(text, /disease/)
})

test('an error keeps its cause', () => {
  const text = written('info', (log) => log.error({ err: new Error('outer', { cause: new Error('the register is down') }) }, 'failed'))
  assert.match(text, /the register is down/)
})
