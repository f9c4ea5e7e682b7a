/** A pack with texts that stand over some of its files: read and checked as the files themselves are. */
import Type, { type TSchema } from 'typebox'
import { checkLetters } from './check-letters.ts'
import { checkReferences } from './check-references.ts'
import { checkTexts } from './check-texts.ts'
import type { Overlay } from './pack-files.ts'
import type { Problem } from './problem.ts'
import { readValid } from './read-folder.ts'
import { Fact } from './schema/fact.ts'
import { LifeEvent } from './schema/life-event.ts'
import type { Pack } from './schema/pack.ts'
import { Purpose } from './schema/purpose.ts'
import { PublicService } from './schema/service.ts'

/** What a service is made of, beside the rules: the rest of a pack is changed in its own folder. */
export type ServiceParts = Pick<Pack, 'services' | 'lifeEvents' | 'facts' | 'purposes'>

interface Kind { fits: RegExp; schema: TSchema; put(parts: ServiceParts, value: never): void }

const kinds: readonly Kind[] = [
  { fits: /^services\/([a-z][a-z0-9-]*)\.json$/, schema: PublicService, put: (parts, value: PublicService) => { parts.services = withOne(parts.services, value) } },
  { fits: /^life-events\/([a-z][a-z0-9-]*)\.json$/, schema: LifeEvent, put: (parts, value: LifeEvent) => { parts.lifeEvents = withOne(parts.lifeEvents, value).sort((a, b) => a.order - b.order) } },
  { fits: /^facts\.json$/, schema: Type.Array(Fact), put: (parts, value: Fact[]) => { parts.facts = value } },
  { fits: /^purposes\.json$/, schema: Type.Array(Purpose), put: (parts, value: Purpose[]) => { parts.purposes = value } },
]

/** Whether a file of a pack can be stood over. */
export const canStandOver = (path: string) => kinds.some(({ fits }) => fits.test(path))

/** In the order of the folder, as the reader has it: by id. */
const withOne = <Item extends { id: string }>(list: readonly Item[], item: Item): Item[] =>
  [...list.filter(({ id }) => id !== item.id), item].sort((a, b) => (a.id < b.id ? -1 : 1))

/** @returns the parts with every text that can be read, and what is wrong with the others */
export function overlayPack(pack: ServiceParts, overlay: Overlay): { parts: ServiceParts; problems: Problem[] } {
  const { services, lifeEvents, facts, purposes } = pack
  const parts: ServiceParts = { services, lifeEvents, facts, purposes }
  const problems: Problem[] = []
  const files = { read: (path: string) => overlay.get(path) }
  for (const path of overlay.keys()) {
    const kind = kinds.find(({ fits }) => fits.test(path))
    if (!kind) {
      problems.push({ file: path, pointer: '', message: 'This file is not part of a service.', advice: 'Change it in the folder of the pack.' })
      continue
    }
    const value = readValid(files, path, kind.schema, problems)
    if (value === undefined) continue
    const named = kind.fits.exec(path)![1]
    if (named !== undefined && (value as { id: string }).id !== named) problems.push({ file: path, pointer: '/id', message: `The file is named after ${named}.`, advice: `Write "${named}", or give the file another name.` })
    else kind.put(parts, value as never)
  }
  return { parts, problems }
}

/** Shapes, references and texts of what stands over; the rules with their examples are run by `checkPack`. */
export function checkOverlay(pack: Pack, overlay: Overlay): { pack: Pack; problems: Problem[] } {
  const { parts, problems } = overlayPack(pack, overlay)
  const whole: Pack = { ...pack, ...parts }
  if (problems.length > 0) return { pack: whole, problems }
  const files = { read: (path: string) => overlay.get(path), list: () => [] }
  return { pack: whole, problems: [...checkReferences(whole), ...checkTexts(whole, files, [...overlay.keys()]), ...checkLetters(whole)] }
}
