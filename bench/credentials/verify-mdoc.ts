/** Mobile documents: twelve elements, three of them shown, ten signers of one authority. The peer is @owf/mdoc with @peculiar/x509 and native signatures. */
import { openTrust } from '../../src/modules/credentials/trust/trust.ts'
import { openidTranscript, type OpenidHandover } from '../../src/modules/credentials/verify/mdoc/openid-transcript.ts'
import { verifyDeviceResponse } from '../../src/modules/credentials/verify/mdoc/verify-device-response.ts'
import { makeAuthority, newKeys } from '../../src/modules/credentials/verify/test-authority.ts'
import { docType, issueMdoc, presentMdoc, stockMdoc } from '../../src/modules/credentials/verify/test-mdoc.ts'
import { tell } from '../support/figures.ts'
import { contest } from './per-cpu-second.ts'

export async function measureMdoc({ rounds, seconds, credentials }: { rounds: number; seconds: number; credentials: number }) {
  tell(`${credentials} mobile documents are issued and shown …`)
  const authority = await makeAuthority({ signers: 10 })
  const at = new Date('2026-11-26T03:00:00Z')
  const handover: OpenidHandover = { clientId: 'x509_hash:bench', nonce: 'bench-nonce-0123456789', encryptionKey: new Uint8Array(32), responseUri: 'https://bench.example/answer' }
  const claims = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`element_${index}`, `value ${index} of somebody`]))
  const items: Uint8Array[] = []
  for (let index = 0; index < credentials; index += 1) {
    const holder = newKeys()
    const issued = await issueMdoc({ ...authority.signers[index % authority.signers.length]!, holder: holder.publicKey, claims })
    items.push(await presentMdoc(issued, holder.privateKey, ['element_0', 'element_5', 'element_11'], handover))
  }
  const trust = openTrust([{ id: 'https://bench.example', name: {}, types: [docType], keys: [], anchors: [authority.anchor], statusLists: [] }])
  const ours = (item: Uint8Array) => {
    const result = verifyDeviceResponse(item, { trust, now: at.getTime() / 1_000, transcript: openidTranscript(handover) })
    if (!result.valid) throw new Error(result.reason)
  }
  return contest({ items, ours, peer: await stockMdoc(handover, [authority.anchor], at), rounds, seconds })
}
