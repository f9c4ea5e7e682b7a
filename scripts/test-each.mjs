/**
 * For scripts/test.ts: every test file is a suite of its own, so that what it opened before its tests is closed behind them.
 * Files side by side at the top of one process share their hooks: all of them open before the first test, and close after the last.
 */
import { pathToFileURL } from 'node:url'
import { suite } from 'node:test'

const { files, longest } = JSON.parse(process.env.TEST_FILES ?? '{}')
for (const file of files) suite(file, { timeout: longest }, async () => { await import(pathToFileURL(file).href) })
