/**
 * The Korean analyser: WebAssembly and its model, both files of the package, read when the first Korean text comes.
 * Loading takes 120 ms and 39 MB; a house without Korean pays nothing. The package's own loader is asynchronous and warns.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { GaruWasm, initSync } from 'garu-ko/pkg/garu_wasm.js'

export interface Morpheme {
  text: string
  /** Part of speech, Sejong tag set. */
  pos: string
  /** First character of the word it stands in. */
  start: number
}

/** @returns undefined where the analyser gives up on a text: callers have a way without it */
export type Garu = (text: string) => Morpheme[] | undefined

const file = (path: string) => readFileSync(fileURLToPath(import.meta.resolve(`garu-ko/${path}`)))

export function loadGaru(): Garu {
  let engine: GaruWasm | undefined
  return (text) => {
    try {
      engine ??= start()
      return (engine.analyze(text) as { tokens: Morpheme[] }).tokens
    } catch {
      // A trap leaves the analyser in an unknown state: the next text gets a fresh one.
      engine = undefined
      return undefined
    }
  }
}

function start(): GaruWasm {
  initSync({ module: file('pkg/garu_wasm_bg.wasm') })
  return new GaruWasm(file('models/base.gmdl'))
}
