/** What changes would do to the settings as they stand: read on a page by the person before anything is done, and done exactly so. */
import { createHash } from 'node:crypto'
import type { ChannelName, Happening } from '../contract.ts'
import type { ContactRow } from '../index.ts'
import type { Preference } from '../preferences.ts'
import type { SettingChange } from './setting-change.ts'

export interface Standing { preference: Preference; contacts: readonly ContactRow[] }

export interface PlannedChange {
  change: SettingChange
  /** `kept`: nobody may refuse any of these kinds. */
  outcome: 'changes' | 'so-already' | 'no-address' | 'not-open' | 'kept'
  /** Those that are removed, or that is written to first from then on. */
  contacts: readonly ContactRow[]
  /** Kinds that come all the same: the law of the pack wants it, or they protect the person. */
  kept: Happening['kind'][]
}

export interface Plan {
  changes: PlannedChange[]
  after: Standing
  /** Mark of the settings as they stand and of what was asked: who confirms confirms this. */
  version: string
}

export interface Bounds {
  mandatory: readonly Happening['kind'][]
  open: readonly ChannelName[]
  languages: readonly string[]
}

export function planChanges(bounds: Bounds, standing: Standing, changes: readonly SettingChange[]): Plan {
  let after = standing
  const planned = changes.map((change) => {
    const { next, ...rest } = planOne(bounds, after, change)
    after = next
    return { change, ...rest }
  })
  const { preference, contacts } = standing
  const version = createHash('sha256').update(JSON.stringify([preference, contacts.map(({ id, state }) => [id, state]), changes])).digest('base64url')
  return { changes: planned, after, version }
}

export const changesAnything = ({ changes }: Plan): boolean => changes.some(({ outcome }) => outcome === 'changes')

type Planned = Omit<PlannedChange, 'change'> & { next: Standing }

function planOne({ mandatory, open, languages }: Bounds, standing: Standing, change: SettingChange): Planned {
  const { preference, contacts } = standing
  const same = (outcome: Planned['outcome'], kept: Planned['kept'] = []): Planned => ({ outcome, contacts: [], kept, next: standing })
  const prefer = (changed: Partial<Preference>, kept: Planned['kept'] = []): Planned => ({ outcome: 'changes', contacts: [], kept, next: { ...standing, preference: { ...preference, ...changed } } })
  switch (change.set) {
    case 'channel-first': {
      if (!open.includes(change.channel)) return same('not-open')
      const wanted = contacts.find(({ channel, state }) => channel === change.channel && state === 'confirmed')
      if (wanted === undefined) return same('no-address')
      if (contacts.find(({ state }) => state === 'confirmed') === wanted) return { ...same('so-already'), contacts: [wanted] }
      return { outcome: 'changes', contacts: [wanted], kept: [], next: { ...standing, contacts: [wanted, ...contacts.filter((contact) => contact !== wanted)] } }
    }
    case 'channel-off': {
      const gone = contacts.filter(({ channel }) => channel === change.channel)
      if (gone.length === 0) return same('so-already')
      return { outcome: 'changes', contacts: gone, kept: [], next: { ...standing, contacts: contacts.filter(({ channel }) => channel !== change.channel) } }
    }
    case 'kinds-off': {
      const kept = change.kinds.filter((kind) => mandatory.includes(kind))
      const refusable = change.kinds.filter((kind) => !mandatory.includes(kind))
      if (refusable.length === 0) return same('kept', kept)
      if (refusable.every((kind) => preference.muted.includes(kind))) return same('so-already', kept)
      return prefer({ muted: [...new Set([...preference.muted, ...refusable])] }, kept)
    }
    case 'kinds-on': return change.kinds.some((kind) => preference.muted.includes(kind)) ? prefer({ muted: preference.muted.filter((kind) => !(change.kinds as string[]).includes(kind)) }) : same('so-already')
    case 'frequency': return preference.frequency === change.frequency ? same('so-already') : prefer({ frequency: change.frequency })
    case 'quiet': return preference.quiet?.from === change.from && preference.quiet.until === change.until ? same('so-already') : prefer({ quiet: { from: change.from, until: change.until } })
    case 'any-hour': return preference.quiet === undefined ? same('so-already') : prefer({ quiet: undefined })
    case 'language': return !languages.includes(change.language) ? same('not-open') : preference.language === change.language ? same('so-already') : prefer({ language: change.language })
    default: return change satisfies never
  }
}
