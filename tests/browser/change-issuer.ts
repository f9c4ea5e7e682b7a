/** The house's issuer says something else of its keys, on the way to one page. */
import { decodeJwt } from 'jose'
import type { Page } from 'playwright-core'
import { signMetadata } from '../../src/modules/credentials/issue/sign-metadata.ts'
import type { TestHouse } from '../support/house.ts'

export interface KeyProof { kid: string; proof: string }

/** What the issuer says of itself, changed and signed again: its own fault, not one on the way. @param use of the keys whose proofs are changed */
export async function changeIssuer(house: TestHouse, page: Page, proofs: (said: KeyProof[]) => KeyProof[], use: 'credentials' | 'metadata' = 'credentials') {
  const own = new Set(house.keys.published(use).map(({ kid }) => kid))
  await page.route('**/.well-known/openid-credential-issuer', async (route) => {
    const answer = await route.fetch()
    const said = decodeJwt(await answer.text()) as unknown as { credential_issuer: string; key_log_proofs: KeyProof[] }
    const [theirs, others] = [said.key_log_proofs.filter(({ kid }) => own.has(kid)), said.key_log_proofs.filter(({ kid }) => !own.has(kid))]
    await route.fulfill({ response: answer, body: await signMetadata(house.keys.current('metadata'), { ...said, key_log_proofs: [...others, ...proofs(theirs)] } as never) })
  })
}
