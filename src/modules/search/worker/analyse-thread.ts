/** The thread of `analyse-elsewhere`: pieces come in portions, and what was found in new ones goes back; with the last of a segment its postings go as they are. */
import { parentPort } from 'node:worker_threads'
import { createAnalyser } from '../analyse/create-analyser.ts'
import { openAnalysed } from '../document.ts'
import { readTerms, writeTerms } from '../pieces/write-terms.ts'
import type { Portion } from './analyse-elsewhere.ts'

const analyser = createAnalyser()
let open = openAnalysed()

parentPort!.on('message', ({ pieces, end }: Portion) => {
  const found = pieces.map(({ piece, terms }) => {
    const fresh = terms === undefined ? analyser.sentences(piece.text, piece.language) : undefined
    open.add(piece, fresh ?? readTerms(terms!))
    return fresh && writeTerms(fresh)
  })
  if (end === undefined) {
    parentPort!.postMessage({ found }, [])
    return
  }
  const postings = open.done(end)
  open = openAnalysed()
  const buffers = [...postings.values()].flatMap((own) => Object.values(own).flatMap((part) => (ArrayBuffer.isView(part) ? [part.buffer as ArrayBuffer] : [])))
  parentPort!.postMessage({ found, postings }, [...new Set(buffers)])
})
