/** What a component is, shown and held to: the examples feed the components page, the markup tests and the accessibility runs. */
import type { JSX } from 'preact'
import type { View } from '../view.ts'

export interface ComponentSpec {
  title: string
  examples: { name: string; render(view: View): JSX.Element }[]
  /** What must hold, one sentence each. */
  criteria: string[]
}
