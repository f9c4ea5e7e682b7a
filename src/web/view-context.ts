/** Lets a component deep in a page reach the reader's language, so that only few take `view` by hand. */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { View } from './view.ts'

export const ViewContext = createContext<View | undefined>(undefined)

export function useView(): View {
  const view = useContext(ViewContext)
  if (view === undefined) throw new Error('A component was rendered outside a page; use renderMarkup of src/web/render.ts')
  return view
}
