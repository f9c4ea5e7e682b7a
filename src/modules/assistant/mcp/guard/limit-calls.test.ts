/** A flood of one program holds back that program alone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Fault } from '../../../../kernel/faults/faults.ts'
import { limitCalls } from './limit-calls.ts'

test('calls are counted for a program and a person together', async () => {
  const limit = limitCalls(3)
  const caller = (person: string, client: string) => ({ person, client, scopes: new Set<string>() })
  for (let call = 0; call < 3; call += 1) await limit(caller('a', 'x'))
  await assert.rejects(limit(caller('a', 'x')), (cause: unknown) => cause instanceof Fault && cause.status === 429 && (cause.retryAfter ?? 0) > 0)
  await limit(caller('a', 'y'))
  await limit(caller('b', 'x'))
  // Names are no paths: nobody takes another's place by a clever one.
  await limit(caller('x","a', 'y'))
})
