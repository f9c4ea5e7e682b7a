/** What a card says, as its holder reads it: in the pack's words where the platform issued it, as it was signed where a stranger's issuer has none. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import type { Pack } from '../pack-kit/schema/pack.ts'
import { loadPack } from '../pack-kit/load-pack.ts'
import { metadataOf } from '../../src/modules/credentials/issue/metadata.ts'
import { gatherTexts } from '../../src/modules/wallet/gather-texts.ts'
import { koreanPack } from '../../src/web/test-view.ts'
import { createWordings } from '../../src/web/wordings.ts'
import { readIssuer } from './app/receive/read-issuer.ts'
import { openWording } from './app/texts/open-wording.ts'
import { describeClaims } from './app/views/describe-claims.ts'

let said: object = {}
const server = createServer((_request, reply) => { reply.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said)) })
let id: string
before(async () => {
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  id = `http://localhost:${(server.address() as AddressInfo).port}`
})
after(() => { server.close() })

const farland = loadPack('packs/farland')
const wordingOf = (pack: Pack, tag: string) => openWording({ ...gatherTexts(pack, createWordings(pack, () => undefined), false), logPolicy: '' }, tag)

/** Under the names that an issuer's metadata has, read as the app reads them. */
async function shown(metadata: object, configuration: string, claims: Record<string, unknown>, pack: Pack, tag: string) {
  said = metadata
  const { configurations } = await readIssuer(id, '', 'https://own.example')
  return Object.fromEntries(describeClaims(claims, configurations[configuration]!.names, wordingOf(pack, tag)).map(({ label, values }) => [label, values]))
}
const ofPack = (pack: Pack, ...more: [configuration: string, claims: Record<string, unknown>, tag: string]) => shown(metadataOf(pack, id, [], undefined), more[0], more[1], pack, more[2])

test('codes of the platform’s own cards are said in each language of the pack, in both formats', async () => {
  const claims = { sex: 'M', resident_region: 'chungbuk' }
  for (const configuration of ['mobile-id', 'mobile-id-mdoc']) {
    assert.deepEqual(await ofPack(koreanPack, configuration, claims, 'ko'), { 성별: ['남'], '시·도': ['충북'] }, configuration)
    assert.deepEqual(await ofPack(koreanPack, configuration, claims, 'ko-easy'), { 성별: ['남자'], '시·도': ['충북'] }, configuration)
    assert.deepEqual(await ofPack(koreanPack, configuration, claims, 'en'), { Sex: ['Male'], Province: ['North Chungcheong'] }, configuration)
    assert.deepEqual(await ofPack(koreanPack, configuration, claims, 'vi'), { 'Giới tính': ['Nam'], 'Tỉnh, thành': ['Chungcheong Bắc'] }, configuration)
  }
  assert.deepEqual(await ofPack(farland, 'identity-card', { sex: 'F' }, 'fr'), { Sexe: ['Féminin'] })
  assert.deepEqual(await ofPack(farland, 'identity-card', { sex: 'F' }, 'ar'), { الجنس: ['أنثى'] })
})

test('money in its currency, a date, a yes, and of people the codes of each', async () => {
  assert.deepEqual(await ofPack(koreanPack, 'income-certificate', { yearly_income: 54_000_000, birth_date: '1993-04-05' }, 'ko'), { 생년월일: ['1993년 4월 5일'], '지난해 총소득': ['54,000,000원'] })
  assert.deepEqual(await ofPack(koreanPack, 'disability-card', { disability_registered: true, disability_severity: 'severe' }, 'en').then(Object.values), [['Yes'], [koreanPack.registers.find(({ id: one }) => one === 'disability')!.fields['severity']!.values!['severe']!['en']]])
  const members = [{ name: '김하늘', birthDate: '1993-04-05', relation: 'self' }, { name: '김새봄', birthDate: '2020-01-02', relation: 'child' }]
  assert.deepEqual(await ofPack(koreanPack, 'resident-abstract', { household_members: members }, 'ko'), { 세대원: ['김하늘, 1993년 4월 5일, 본인', '김새봄, 2020년 1월 2일, 자녀'] })
  assert.deepEqual(await ofPack(koreanPack, 'family-relations', { children: [{ name: '김새봄', sex: 'F' }], spouse: [] }, 'en'), { Spouse: ['None'], Children: ['김새봄, Female'] })
})

const foreign = (claim: object) => ({ credential_issuer: id, credential_endpoint: `${id}/credential`, credential_configurations_supported: { card: { format: 'dc+sd-jwt', vct: 'x', credential_metadata: { claims: [{ path: ['sex'], display: [{ name: 'Sex', locale: 'en' }], ...claim }] } } } })
const strange = (claim: object, value: unknown) => shown(foreign(claim), 'card', { sex: value }, koreanPack, 'en')

test('a stranger’s issuer that has no words: the value stays as it was signed', async () => {
  assert.deepEqual(await strange({}, 'M'), { Sex: ['M'] })
  assert.deepEqual(await strange({ maru_value_display: { F: [{ name: 'Female', locale: 'en' }] } }, 'M'), { Sex: ['M'] })
  assert.deepEqual(await strange({}, 54_000_000), { Sex: ['54000000'] })
})

test('words that are none are left alone: no list, no names, what every object has, a currency that no format knows', async () => {
  for (const words of [null, 'M', [], { M: 'Male' }, { M: [] }, { M: [{ locale: 'en' }] }, { M: [7] }]) assert.deepEqual(await strange({ maru_value_display: words }, 'M'), { Sex: ['M'] }, JSON.stringify(words))
  assert.deepEqual(await strange({ maru_value_display: {} }, 'constructor'), { Sex: ['constructor'] })
  assert.deepEqual(await strange({ maru_value_display: { M: [{ name: 'Male', locale: 'en' }] } }, true), { Sex: ['Yes'] })
  for (const currency of [null, 'KRW', { code: 'won', minor_unit: 0 }, { code: 'KRW' }, { code: 'KRW', minor_unit: -1 }, { code: 'KRW', minor_unit: 1e9 }]) assert.deepEqual(await strange({ maru_currency: currency }, 5), { Sex: ['5'] }, JSON.stringify(currency))
  assert.deepEqual(await strange({ maru_currency: { code: 'EUR', minor_unit: 2 } }, 1_250), { Sex: ['€12.50'] })
})
