/** What happened to a person's matters, told once: in the portal's inbox always, and beside it where the person wishes. */
import type { Selectable } from 'kysely'
import type { Pack } from '../../../packages/pack-kit/schema/pack.ts'
import type { Clock } from '../../kernel/clock/clock.ts'
import type { Database } from '../../kernel/db/database.ts'
import type { Events } from '../../kernel/events/events.ts'
import type { Jobs } from '../../kernel/events/jobs.ts'
import type { Log } from '../../kernel/log/log.ts'
import type { Wording } from '../../web/wordings.ts'
import { announce, type Announced, type Announcement } from './announce.ts'
import { makeChanges, readPlan } from './changes/make-changes.ts'
import type { Plan } from './changes/plan-changes.ts'
import type { SettingChange } from './changes/setting-change.ts'
import type { Channels } from './channels/channel.ts'
import { addContact } from './contacts/add-contact.ts'
import { confirmContact } from './contacts/confirm-contact.ts'
import { preferContact, removeContact } from './contacts/order-contacts.ts'
import { alarms, type ChannelName, channelNames, type Happening, kinds, SendMessage } from './contract.ts'
import type { Print } from './messages/letters-told.ts'
import type { Planning } from './messages/plan-messages.ts'
import { sendMessages } from './messages/send-messages.ts'
import { setStopped } from './due/due-rows.ts'
import { type Coming, readComing, readStoppedBy } from './due/read-coming.ts'
import { openNotice } from './open-notice.ts'
import { type Preference, readPreference, savePreference } from './preferences.ts'
import { listContacts, listNotices, messagesOf, unreadCount } from './queries.ts'
import { reactToHappenings } from './reactions.ts'
import type { NoticesTables } from './tables.ts'

export type { Happening } from './contract.ts'
export type { Announcement } from './announce.ts'
export type { Coming, ComingDue } from './due/read-coming.ts'
export { readChildrenNames } from './due/children-names.ts'
export { Doing, dutyPath } from './due/due-list.tsx'
export { dutyLink } from './due/duty-link.ts'
export type { Preference } from './preferences.ts'
export { createPasses, type Passes, type PassReport } from './pass/create-passes.ts'
export { changeInWords, ChangesView } from './pages/changes-view.tsx'
export { changesAnything, type Plan } from './changes/plan-changes.ts'
export { SettingChange, SettingChanges } from './changes/setting-change.ts'
export { alarms, channelNames, kinds } from './contract.ts'
export type { ChannelName } from './contract.ts'
export { titleInWords } from './notice-in-words.ts'
export { postPaper } from './channels/post-paper.ts'
export { openChannels } from './channels/open-channels.ts'
export type { Channel, Channels, Envelope } from './channels/channel.ts'
export type NoticeRow = Selectable<NoticesTables['notice']>
export type ContactRow = Pick<Selectable<NoticesTables['contact']>, 'id' | 'channel' | 'address' | 'state' | 'code_until'>
export type MessageRow = Pick<Selectable<NoticesTables['message']>, 'channel' | 'state' | 'due_at' | 'settled_at'> & { notice: string }

export interface NoticesDeps {
  database: Database
  pack: Pack
  clock: Clock
  events: Events
  jobs: Pick<Jobs, 'defineBatch'>
  log: Log
  channels: Channels
  wordingIn(tag: string): Wording
  /** Of the portal: where messages lead. */
  origin: string
  /** Marks the codes that confirm an address. */
  key: Buffer
  /** A letter of a case, as a tagged PDF. */
  print: Print
}

export interface Notices {
  /** Cheap enough for every page: an index holds nothing but the unread. */
  unread(person: string): Promise<number>
  /** Newest first, a page at a time. @param before id of the last one seen */
  list(person: string, before?: string): Promise<{ rows: NoticeRow[]; messages: MessageRow[]; older: string | null }>
  /** Marks it as read. @throws noSuchNotice, also for another person's */
  open(person: string, id: string): Promise<{ notice: NoticeRow; messages: MessageRow[] }>
  /** Tells many people, each once for this campaign. */
  announce(campaign: string, people: Iterable<Announcement> | AsyncIterable<Announcement>): Promise<Announced>
  /** What a person has to do by a day in the next two years, as the last pass over everybody found it. */
  due(person: string): Promise<Coming>
  /** Duties of which a person does not want to be reminded. */
  stoppedDuties(person: string): Promise<string[]>
  stopDuty(person: string, duty: string, stopped: boolean): Promise<void>
  preference(person: string, fallbackLanguage: string): Promise<Preference>
  savePreference(person: string, preference: Preference): Promise<void>
  /** What changes would do, exactly; nothing is done. */
  planChanges(person: string, changes: readonly SettingChange[], fallbackLanguage: string): Promise<Plan>
  /** @param version of the plan that the person has read @returns undefined, and nothing done, where the settings are others by now */
  makeChanges(person: string, changes: readonly SettingChange[], version: string, fallbackLanguage: string): Promise<Plan | undefined>
  /** In the order in which they are tried. */
  contacts(person: string): Promise<ContactRow[]>
  addContact(wording: Wording, person: string, channel: ChannelName, address: string): Promise<string>
  confirmContact(person: string, id: string, code: string): Promise<void>
  preferContact(person: string, id: string): Promise<void>
  removeContact(person: string, id: string): Promise<void>
  /** What the operator has opened. */
  readonly channels: readonly ChannelName[]
  readonly kinds: readonly { kind: Happening['kind']; alarm: boolean; mandatory: Pack['notices'][number] | undefined }[]
}

const page = 30
const isAlarm = (kind: Happening['kind']) => (alarms as readonly Happening['kind'][]).includes(kind)

/** Registers its reactions to the events of cases and exchange, and the job that sends. */
export function createNotices({ database, pack, clock, events, jobs, log, channels, wordingIn, origin, key, print }: NoticesDeps): Notices {
  const db = database.room<NoticesTables>('notices')
  const now = () => new Date(clock.now().epochMilliseconds)
  const mandatory = kinds.filter((kind) => isAlarm(kind) || pack.notices.some((notice) => notice.kind === kind))
  const open = channelNames.filter((name) => channels[name] !== undefined)
  const planning: Planning = { timeZone: pack.timeZone, mandatory, now, open }
  const bounds = { mandatory, open, languages: pack.languages.map(({ tag }) => tag) }
  reactToHappenings({ db, pack, events, planning })
  jobs.defineBatch(SendMessage, (batch) => sendMessages({ db, planning, channels, wordingIn, defaultLanguage: pack.defaultLanguage, origin, print, log }, batch.map(({ message }) => message)))
  const countUnread = unreadCount(db)
  return {
    channels: open,
    kinds: kinds.map((kind) => ({ kind, alarm: isAlarm(kind), mandatory: pack.notices.find((notice) => notice.kind === kind) })),
    unread: async (person) => (await countUnread({ person }))[0]?.count ?? 0,
    list: (person, before) => db.transaction(async (tx) => {
      const rows = await listNotices(tx, person, before, page + 1)
      const shown = rows.slice(0, page)
      return { rows: shown, messages: await messagesOf(tx, shown.map(({ id }) => id)), older: rows.length > page ? shown.at(-1)?.id ?? null : null }
    }),
    async open(person, id) {
      const notice = await openNotice(db, now(), person, id)
      return { notice, messages: await db.transaction((tx) => messagesOf(tx, [id])) }
    },
    announce: (campaign, people) => announce(db, planning, campaign, people),
    due: (person) => readComing(db, pack, person, clock.today().toString()),
    stoppedDuties: (person) => readStoppedBy(db, person),
    stopDuty: (person, duty, stopped) => db.transaction((tx) => setStopped(tx, person, duty, stopped)),
    preference: (person, fallback) => readPreference(db, person, fallback),
    savePreference: (person, preference) => savePreference(db, mandatory, person, preference),
    planChanges: (person, changes, fallback) => readPlan(db, bounds, person, fallback, changes),
    makeChanges: (person, changes, version, fallback) => makeChanges(db, bounds, person, fallback, changes, version),
    contacts: (person) => db.transaction((tx) => listContacts(tx, person)),
    addContact: (wording, person, channel, address) => addContact({ db, channels, key, origin, now }, wording, person, channel, address),
    confirmContact: (person, id, code) => confirmContact(db, key, now(), person, id, code),
    preferContact: (person, id) => preferContact(db, person, id),
    removeContact: (person, id) => removeContact(db, person, id),
  }
}
