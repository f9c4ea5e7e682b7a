/**
 * For scripts/test.ts: one lane. It asks for a file, runs it, asks for the next, until there is none.
 * Every test file is a suite of its own, so that what it opened before its tests is closed behind them: files side by side at the top of
 * one process share their hooks. All of them stand in one test, which is over when no file is left, and not between two of them.
 */
import { pathToFileURL } from 'node:url'
import { after, suite, test } from 'node:test'

const timeout = Number(process.env.TEST_TIMEOUT)

/** @returns null when there is none left */
const nextFile = () => new Promise((resolve) => {
  process.once('message', ({ file }) => { resolve(file) })
  process.send({ next: true })
})

test('files', async () => {
  for (let file = await nextFile(); file !== null; file = await nextFile()) {
    const path = file
    await new Promise((ended) => {
      suite(path, { timeout }, async () => {
        try {
          await import(pathToFileURL(path).href)
        } finally {
          after(ended)
        }
      })
    })
  }
})
