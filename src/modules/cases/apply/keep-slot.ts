import { changeDraft, type ChangeDeps } from './change-draft.ts'
import { fillSlot, type Slot, type SlotMistake } from './slots.ts'

/** One answer into the draft. @returns what is wrong with it, and then the draft is as it was; undefined where it is kept */
export async function keepSlot({ today, ...deps }: ChangeDeps & { today(): string }, person: string, id: string, slot: Slot, text: string): Promise<SlotMistake | undefined> {
  let mistake: SlotMistake | undefined
  await changeDraft(deps, person, id, (draft, event, pack) => {
    const filled = fillSlot({ pack, event, draft }, slot, text, today())
    if ('draft' in filled) return filled.draft
    mistake = filled
    return draft
  })
  return mistake
}
