/** What a phone must load before the app opens for the first time, over the air. */
import type { Shell } from './build-shell.ts'

export const shellBudget = 150 * 1024

/** Bytes, compressed, of everything the app needs to open. */
export const weigh = ({ files, first }: Pick<Shell, 'files' | 'first'>): number =>
  first.reduce((sum, path) => sum + (files.get(path.split('/').at(-1)!)?.gzipped.byteLength ?? 0), 0)

export const withinShellBudget = (shell: Pick<Shell, 'files' | 'first'>) => weigh(shell) <= shellBudget
