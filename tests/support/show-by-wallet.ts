/** What somebody carries shown to whoever asks, as their wallet does it. */
import assert from 'node:assert/strict'
import { makeAnswer, openRequest, sendAnswer, type Wallet } from '../../src/modules/credentials/present/test-wallet.ts'

/** Into the wallet, on a page that asks. */
export const linksOf = (html: string) => {
  const link = /href="(openid4vp:[^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
  return link ?? assert.fail(html)
}

export async function showBy(link: string, holder: Wallet) {
  const request = await openRequest(link)
  const reply = await sendAnswer(request, await makeAnswer(request, holder))
  return { request, status: reply.status, body: await reply.json() as { redirect_uri?: string; error_description?: string } }
}
