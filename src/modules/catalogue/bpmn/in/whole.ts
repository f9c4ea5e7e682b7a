/** What a file of ours says of a page, a clock or a service in every language, read by the schemas of the pack. */
import Type, { type Static, type TSchema } from 'typebox'
import type { ModdleElement } from 'bpmn-moddle'
import { readValid } from '../../../../../packages/pack-kit/read-folder.ts'
import { PublicService } from '../../../../../packages/pack-kit/schema/service.ts'
import { wholeText } from './elements.ts'

export const OwnWordsShape = Type.Pick(PublicService, ['name', 'summary', 'audience', 'howToApply', 'cost', 'complaint', 'processing', 'fee', 'secondSignature', 'letters', 'certificate', 'source'], { additionalProperties: false })

/** @returns undefined where there is none, or where it does not fit: then the element is read as any other */
export function readWhole<Shape extends TSchema>(element: ModdleElement, shape: Shape): { value: Static<Shape> | undefined; broken: boolean } {
  const text = wholeText(element)
  if (text === undefined) return { value: undefined, broken: false }
  const value = readValid({ read: () => text }, '', shape, []) as Static<Shape> | undefined
  return { value, broken: value === undefined }
}
