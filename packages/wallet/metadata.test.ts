/** What an issuer says of itself under its signature: by whom it is believed, and each way in which it is refused, by name. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose'
import { newKeyRing } from '../../src/kernel/keys/new-key-ring.ts'
import { documentOf } from '../../src/modules/credentials/export/did-document.ts'
import { signMetadata } from '../../src/modules/credentials/issue/sign-metadata.ts'
import { verifyMetadata } from './app/receive/read-metadata.ts'

const [own, elsewhere] = await Promise.all([newKeyRing({ host: 'localhost', country: 'ZZ' }), newKeyRing({ host: 'elsewhere.example', country: 'ZZ' })])
const now = Math.floor(Date.now() / 1000)
const files = new Map<string, string>()
const server = createServer((request, reply) => { reply.writeHead(files.has(request.url ?? '') ? 200 : 404).end(files.get(request.url ?? '')) })
let id: string
before(async () => {
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  id = `http://localhost:${(server.address() as AddressInfo).port}`
})
after(() => { server.close() })

async function signed(changes: object = {}, header: object = {}, { key, kid, x5c } = own.current('metadata')) {
  const payload = Object.fromEntries(Object.entries({ credential_issuer: id, sub: id, iat: now, exp: now + 60, ...changes }).filter(([, value]) => value !== undefined))
  return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', typ: 'openidvci-issuer-metadata+jwt', kid, x5c: [...x5c], ...header }).sign(key)
}
const refused = async (reason: string, token: string) => { await assert.rejects(verifyMetadata(token, id), (cause: Error & { reason?: string }) => cause.reason === reason || assert.fail(`${cause.message}, not ${reason}`)) }

test('what the platform signs is believed by the certificate of its host', async () => {
  const { metadata, signer } = await verifyMetadata(await signMetadata(own.current('metadata'), { credential_issuer: id }), id)
  assert.deepEqual([metadata['credential_issuer'], signer?.kid, signer?.calledBy, signer?.did], [id, own.current('metadata').kid, 'localhost metadata', undefined])
  await verifyMetadata(await signed({ exp: undefined }), id)
})

test('attack: another kind of token, no signature, another’s, altered, for another issuer, over, of tomorrow, of no time', async () => {
  await refused('bad-signature', await signed({}, { typ: 'JWT' }))
  const [header, payload, signature] = (await signed()).split('.') as [string, string, string]
  await refused('bad-signature', `${Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(header, 'base64url').toString()) as object, alg: 'none' })).toString('base64url')}.${payload}.`)
  await refused('bad-signature', [header, Buffer.from(JSON.stringify({ credential_issuer: id, sub: id, iat: now, credential_endpoint: 'https://thief.example' })).toString('base64url'), signature].join('.'))
  await refused('bad-signature', await signed({}, { x5c: [...own.current('status').x5c] }))
  await refused('bad-certificate', await signed({}, {}, elsewhere.current('metadata')))
  await refused('bad-signature', await signed({}, { x5c: undefined }))
  await refused('wrong-issuer', await signed({ sub: 'https://elsewhere.example' }))
  await refused('wrong-issuer', await signed({ sub: undefined }))
  await refused('expired', await signed({ exp: now - 61 }))
  await refused('bad-signature', await signed({ iat: now + 3_600 }))
  await refused('bad-signature', await signed({ iat: undefined }))
  await refused('bad-signature', '{}')
})

test('a key of the issuer’s did:web is believed; one that its document does not have, and the document of another host, are not', async () => {
  const did = `did:web:${encodeURIComponent(new URL(id).host)}`
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const publish = (keys: JWK[], name = did) => { files.set('/.well-known/did.json', JSON.stringify(documentOf(name, keys as never))) }
  const by = (kid: string) => new SignJWT({ credential_issuer: id, sub: id, iat: now }).setProtectedHeader({ alg: 'ES256', typ: 'openidvci-issuer-metadata+jwt', kid }).sign(privateKey)
  publish([{ ...await exportJWK(publicKey), kid: 'one' }])
  assert.deepEqual(await verifyMetadata(await by(`${did}#one`), id).then(({ signer }) => [signer?.did, signer?.kid]), [did, `${did}#one`])
  await refused('bad-signature', await by(`${did}#two`))
  await refused('wrong-issuer', await by('did:web:elsewhere.example#one'))
  await refused('wrong-issuer', await by('did:key:zDn#one'))
  publish([{ ...await exportJWK(publicKey), kid: 'one' }], 'did:web:elsewhere.example')
  await refused('wrong-issuer', await by(`${did}#one`))
  publish([{ ...await exportJWK((await generateKeyPair('ES256', { extractable: true })).publicKey), kid: 'one' }])
  await refused('bad-signature', await by(`${did}#one`))
})
