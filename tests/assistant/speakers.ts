/** The other sides of the channels: each sends what its service documents, signed as it signs, and reads the reply as it reads. */
import { createHash, createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
// oxlint-disable-next-line import/no-unassigned-import -- @peculiar/x509 looks for it when it is loaded
import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import type { ConversationSettings, Linking } from '../../src/kernel/config/read-conversations.ts'
import type { AlexaCertificates } from '../../src/modules/assistant/channels/alexa-signature.ts'
import type { ChannelName } from '../../src/modules/assistant/channels/channel.ts'
import type { TestHouse } from '../support/house.ts'

export interface Sent { sender: string; text: string; id?: string; token?: string }
export interface Heard { status: number; text: string; body: string }

export interface OtherSide {
  name: ChannelName
  voice: boolean
  /** Sends a message again under the same id. */
  repeats: boolean
  body(sent: Sent): string
  headers(body: string): Record<string, string>
  /** What a person reads or hears. */
  hear(house: TestHouse, sent: Sent, body: string): string
}

const key = 'k'.repeat(32)
const skill = 'amzn1.ask.skill.11111111-2222-3333-4444-555555555555'

/** As each service is set up in its own console. */
export const linking = {
  nugu: { client: 'nugu-play', secret: 'n'.repeat(48), redirectUris: ['https://developers.nugu.example/oauth/callback'], secretIn: 'body' },
  alexa: { client: 'alexa-skill', secret: 'a'.repeat(48), redirectUris: ['https://layla.amazon.example/api/skill/link/M2AAAAAAAAAAAA', 'https://pitangui.amazon.example/api/skill/link/M2AAAAAAAAAAAA'], secretIn: 'header' },
} satisfies Record<string, Linking>

export const settings: ConversationSettings = { kakao: { key }, telegram: { key }, nugu: { key, linking: linking.nugu }, alexa: { skill, linking: linking.alexa }, email: { key }, sms: { key } }

const json = (body: unknown) => JSON.stringify(body)
const number = (text: string) => createHash('sha256').update(text).digest().readUInt32BE()
const lastTo = (house: TestHouse, address: string) => {
  const message = house.outbox.list().find(({ to }) => to === address)
  return message ? `${message.subject}\n${message.text}` : ''
}

export const kakao: OtherSide = {
  name: 'kakao', voice: false, repeats: false,
  body: ({ sender, text }) => json({
    intent: { id: '64abf3d2', name: '폴백 블록' },
    userRequest: { timezone: 'Asia/Seoul', params: { ignoreMe: 'true' }, block: { id: '64abf3d2', name: '폴백 블록' }, utterance: text, lang: 'ko', user: { id: sender, type: 'botUserKey', properties: { botUserKey: sender, plusfriendUserKey: 'x' } } },
    bot: { id: '64abf3', name: '마루' }, action: { name: 'ask', clientExtra: null, params: {}, id: '64abf3d2', detailParams: {} },
  }),
  headers: () => ({ 'content-type': 'application/json', 'x-maru-key': key }),
  hear: (_house, _sent, body) => {
    const { template } = JSON.parse(body) as { template: { outputs: { simpleText?: { text: string }; textCard?: { buttons: { label: string; webLinkUrl: string }[] } }[]; quickReplies?: { label: string }[] } }
    return [...template.outputs.map(({ simpleText, textCard }) => simpleText?.text ?? textCard!.buttons.map(({ label, webLinkUrl }) => `${label} ${webLinkUrl}`).join('\n')), ...(template.quickReplies ?? []).map(({ label }) => label)].join('\n')
  },
}

export const telegram: OtherSide = {
  name: 'telegram', voice: false, repeats: true,
  body: ({ sender, text, id = randomUUID() }) => json({
    update_id: number(id), message: { message_id: 1365, from: { id: number(sender), is_bot: false, first_name: '달', language_code: 'ko' }, chat: { id: number(sender), first_name: '달', type: 'private' }, date: 1_795_000_000, text },
  }),
  headers: () => ({ 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': key }),
  hear: (_house, _sent, body) => {
    const { text, reply_markup: { keyboard = [] } } = JSON.parse(body) as { text: string; reply_markup: { keyboard?: { text: string }[][] } }
    return [text, ...keyboard.flat().map((button) => button.text)].join('\n')
  },
}

export const nugu: OtherSide = {
  name: 'nugu', voice: true, repeats: false,
  body: ({ sender, text, token }) => json({
    version: '2.0', action: { actionName: 'answer.ask', parameters: { QUESTION: { type: 'QUESTION', value: text } } }, event: { type: '' },
    context: { session: { id: sender, isNew: false, isPlayBuilderRequest: false, ...(token === undefined ? {} : { accessToken: token }) }, device: { type: 'speaker.aladdin', state: {} }, supportedInterfaces: {}, privatePlay: {} },
  }),
  headers: () => ({ 'content-type': 'application/json', authorization: key }),
  hear: (_house, _sent, body) => (JSON.parse(body) as { output: { answer: string } }).output.answer,
}

/** A root of our own in the place of the public ones, and Amazon's name in a certificate below it. */
export async function alexaAuthority(host = 'echo-api.amazon.com') {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: new Uint8Array([1, 0, 1]), modulusLength: 2048 }
  const rootKeys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const [notBefore, notAfter] = [new Date(Date.now() - 86_400_000), new Date(Date.now() + 86_400_000)]
  const root = await x509.X509CertificateGenerator.createSelfSigned({ serialNumber: '01', name: 'CN=Test Root', notBefore, notAfter, keys: rootKeys, signingAlgorithm: algorithm, extensions: [new x509.BasicConstraintsExtension(true, 1, true)] })
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const leafPublic = await crypto.subtle.importKey('spki', publicKey.export({ type: 'spki', format: 'der' }), algorithm, true, ['verify'])
  const leaf = await x509.X509CertificateGenerator.create({
    serialNumber: '02', subject: `CN=${host}`, issuer: root.subject, notBefore, notAfter, publicKey: leafPublic, signingKey: rootKeys.privateKey, signingAlgorithm: algorithm,
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: host }]), new x509.BasicConstraintsExtension(false)],
  })
  const chain = `${leaf.toString('pem')}\n${root.toString('pem')}\n`
  const certificates: AlexaCertificates = { origin: 'https://s3.amazonaws.com', roots: [root.toString('pem')], fetch: () => Promise.resolve(chain) }
  return { certificates, chain, sign: (body: string) => createSign('sha256').update(body).sign(privateKey, 'base64') }
}

export const alexaSide = (sign: (body: string) => string, change: { at?: Date; skill?: string; chain?: string } = {}): OtherSide => ({
  name: 'alexa', voice: true, repeats: true,
  body: ({ sender, text, token, id = randomUUID() }) => json({
    version: '1.0', session: { new: false, sessionId: 'amzn1.echo-api.session.1', application: { applicationId: change.skill ?? skill }, attributes: {}, user: { userId: sender, ...(token === undefined ? {} : { accessToken: token }) } },
    context: {
      System: {
        application: { applicationId: change.skill ?? skill }, user: { userId: sender, ...(token === undefined ? {} : { accessToken: token }) }, device: { deviceId: 'amzn1.ask.device.AH6KGBY27', supportedInterfaces: {} },
        apiEndpoint: 'https://api.amazonalexa.com', apiAccessToken: 'AxThk',
      },
    },
    request: { type: 'IntentRequest', requestId: `amzn1.echo-api.request.${id}`, timestamp: (change.at ?? new Date()).toISOString(), locale: 'ko-KR', intent: { name: 'AskIntent', confirmationStatus: 'NONE', slots: { question: { name: 'question', value: text, confirmationStatus: 'NONE' } } } },
  }),
  headers: (body) => ({ 'content-type': 'application/json', signaturecertchainurl: change.chain ?? 'https://s3.amazonaws.com/echo.api/echo-api-cert-12.pem', 'signature-256': sign(body) }),
  hear: (_house, _sent, body) => (JSON.parse(body) as { response: { outputSpeech: { ssml: string } } }).response.outputSpeech.ssml.replaceAll(/<[^>]+>/g, ''),
})

export const email: OtherSide = {
  name: 'email', voice: false, repeats: true,
  body: ({ sender, text, id = randomUUID() }) => [
    `From: =?utf-8?q?=EB=8B=AC?= <${sender}@people.example>`, 'To: ask@services.example', `Message-ID: <${id}@people.example>`, 'Subject: =?utf-8?b?7JWE64+Z7IiY64u5?=', 'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64', '', Buffer.from(`${text}\r\n\r\nOn Tue, Maru wrote:\r\n> 부모급여`).toString('base64').replaceAll(/(.{76})/g, '$1\r\n'), '',
  ].join('\r\n'),
  headers: () => ({ 'content-type': 'message/rfc822', 'x-maru-key': key }),
  hear: (house, { sender }) => lastTo(house, `${sender}@people.example`),
}

const phone = (sender: string) => `010-${String(number(sender) % 10_000).padStart(4, '0')}-${String(number(`${sender}.`) % 10_000).padStart(4, '0')}`
export const sms: OtherSide = {
  name: 'sms', voice: false, repeats: true,
  body: ({ sender, text, id = randomUUID() }) => json({ id, from: phone(sender), text }),
  headers: () => ({ 'content-type': 'application/json', 'x-maru-key': key }),
  hear: (house, { sender }) => lastTo(house, phone(sender)),
}

export async function send(house: TestHouse, side: OtherSide, sent: Sent, change: Record<string, string> = {}): Promise<Heard> {
  const body = side.body(sent)
  const response = await fetch(`${house.origin}/channels/${side.name}`, { method: 'POST', headers: { ...side.headers(body), ...change }, body })
  const text = await response.text()
  return { status: response.status, body: text, text: response.ok ? side.hear(house, sent, text) : text }
}
