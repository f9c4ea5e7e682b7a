/** One contract for every adapter: paid once under a key, refused for ever, or nothing is known and it is tried again. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { startBank } from '../../../../demo/bank/start-bank.ts'
import { farlandPack as pack } from '../test-payments.ts'
import { newId } from '../../../kernel/ids/ids.ts'
import type { Bank } from './bank.ts'
import { httpBank } from './http-bank.ts'
import { iso20022Bank } from './iso20022-bank.ts'

/** A bank as an adapter sees it, and what a test may do behind its counter. */
interface OtherSide {
  bank: Bank
  agency: string
  good: string
  closed: string
  /** Accepts, and sends back with the next statement. */
  blocked: string
  ail(how: 'none' | 'down' | 'late' | 'nonsense' | 'refuse'): Promise<void>
  payIn(amount: number, text: string): Promise<void>
  close(): Promise<void>
}

/** A bank that announces nothing is as good a bank. */
const silentBank: typeof httpBank = (...settings) => {
  const { pay, statement, accountOf } = httpBank(...settings)
  return { pay, statement, accountOf }
}

const adapters = { 'JSON over HTTP': httpBank, 'ISO 20022': iso20022Bank, 'without notifications': silentBank }

async function overHttp(adapter: typeof httpBank): Promise<OtherSide> {
  const folder = mkdtempSync(join(tmpdir(), 'maru-bank-'))
  const running = await startBank(folder, pack, 'a token of the test')
  const { url, token, accounts } = running.settings
  const behind = async (method: string, path: string, body: object) => {
    const answer = await fetch(`${url}${path}`, { method, headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` }, body: JSON.stringify(body) })
    assert.ok(answer.ok, await answer.text())
  }
  return {
    bank: adapter(running.settings, pack.currency, 1_000), agency: 'family-fund', good: 'Banque du Large 10-2030-41', closed: 'Banque du Large 10-2030-0000', blocked: 'Banque du Large 10-2030-9999',
    ail: (mode) => behind('PUT', '/faults', { mode, delayMs: 1_300 }),
    payIn: (amount, text) => behind('POST', `/accounts/${accounts['family-fund']}/credits`, { amount, text }),
    async close() {
      await running.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

for (const [name, adapter] of Object.entries(adapters)) {
  describe(name, () => {
    let side: OtherSide
    before(async () => { side = await overHttp(adapter) })
    after(() => side.close())

    const order = (to = side.good, amount = 12_345) => ({ key: newId(), agency: side.agency, to, amount })
    /** All that is new, to the last statement. */
    let read = 0
    const news = async () => {
      const lines = []
      for (let statement = await side.bank.statement(side.agency, read + 1); statement; statement = await side.bank.statement(side.agency, read + 1)) {
        read = statement.sequence
        lines.push(...statement.lines)
      }
      return lines
    }

    test('a payment leaves once, however often and by however many it is instructed', async () => {
      const instruction = order()
      const answers = await Promise.all(Array.from({ length: 20 }, () => side.bank.pay(instruction)))
      answers.push(await side.bank.pay(instruction))
      assert.equal(new Set(answers.map((answer) => (answer.accepted ? answer.reference : answer.reason))).size, 1)
      const lines = await news()
      assert.deepEqual(lines.map(({ amount, reference, isReturn }) => ({ amount, reference, isReturn })), [{ amount: -12_345, reference: instruction.key, isReturn: false }])
      assert.deepEqual(await news(), [])
    })

    test('a refusal is for ever, and says why', async () => {
      const instruction = order(side.closed)
      for (let again = 0; again < 2; again += 1) assert.deepEqual(await side.bank.pay(instruction), { accepted: false, reason: 'AC04' })
      assert.deepEqual(await news(), [])
    })

    test('what cannot be credited comes back, with the reason, in a later statement', async () => {
      const instruction = order(side.blocked)
      assert.equal((await side.bank.pay(instruction)).accepted, true)
      const lines = await news()
      assert.deepEqual(lines.map(({ amount, reference, isReturn, reason }) => ({ amount, reference, isReturn, reason })), [
        { amount: -12_345, reference: instruction.key, isReturn: false, reason: null }, { amount: 12_345, reference: instruction.key, isReturn: true, reason: 'AC06' },
      ])
      assert.equal(new Set(lines.map(({ bankReference }) => bankReference)).size, 2)
    })

    test('a bank that is down, late or talks nonsense has said nothing; the same key later pays once', async () => {
      const instruction = order()
      for (const how of ['down', 'late', 'nonsense'] as const) {
        await side.ail(how)
        await assert.rejects(side.bank.pay(instruction), how)
        await assert.rejects(side.bank.statement(side.agency, 1), how)
        if (side.bank.notification) await assert.rejects(side.bank.notification(side.agency, 1), how)
      }
      await side.ail('none')
      assert.equal((await side.bank.pay(instruction)).accepted, true)
      assert.equal((await news()).filter(({ reference }) => reference === instruction.key).length, 1)
    })

    test('a key stands for one payment alone', async () => {
      const instruction = order()
      await side.bank.pay(instruction)
      await assert.rejects(side.bank.pay({ ...instruction, amount: 1 }))
      assert.deepEqual((await news()).map(({ amount }) => amount), [-12_345])
    })

    test('a statement never changes, follows on the one before, and adds up', async () => {
      await side.payIn(250, 'Frais & <dossier>')
      const [line] = await news()
      assert.deepEqual([line?.amount, line?.reference, line?.isReturn], [250, 'Frais & <dossier>', false])
      let closing = 0
      for (let sequence = 1; sequence <= read; sequence += 1) {
        const [statement, again] = [await side.bank.statement(side.agency, sequence), await side.bank.statement(side.agency, sequence)]
        assert.deepEqual(statement, again)
        assert.equal(statement?.opening, closing)
        closing = statement!.closing
        assert.equal(statement!.lines.reduce((sum, { amount }) => sum + amount, statement!.opening), closing)
      }
      assert.equal(await side.bank.statement(side.agency, read + 1), undefined)
    })

    test('what it announces it announces once, in order and unchanged, and its statement says the same of each entry', async () => {
      const instruction = order()
      await side.bank.pay(instruction)
      await side.payIn(77, 'announced')
      const announced = []
      for (let number = 1, found = await side.bank.notification?.(side.agency, number); found; found = await side.bank.notification?.(side.agency, number += 1)) {
        assert.deepEqual(await side.bank.notification!(side.agency, number), found)
        announced.push(...found.lines)
      }
      const stated = new Map((await news()).map((line) => [line.bankReference, line]))
      if (!side.bank.notification) return assert.deepEqual(announced, [])
      assert.equal(new Set(announced.map(({ bankReference }) => bankReference)).size, announced.length)
      const fresh = announced.filter(({ reference }) => reference === instruction.key || reference === 'announced')
      assert.deepEqual(fresh.map(({ amount }) => amount), [-12_345, 77])
      for (const line of fresh) assert.deepEqual(line, stated.get(line.bankReference))
      await side.bank.pay(order())
      assert.equal((await side.bank.notification(side.agency, announced.length + 1)), undefined)
      await news()
    })

    test('an agency without an account pays nothing', () => assert.rejects(side.bank.pay({ ...order(), agency: 'nobody' }), /no bank account/))
  })
}

for (const [name, adapter] of Object.entries(adapters)) {
  test(`without a bank every question fails, and is tried again: ${name}`, () => assert.rejects(adapter(undefined, pack.currency).pay({ key: newId(), agency: 'family-fund', to: 'x', amount: 1 }), /MARU_BANK_FILE/))
}
