/** The thread of `analyse-elsewhere`: postings go back as they are, nothing is copied but the words. */
import { parentPort, workerData } from 'node:worker_threads'
import { createAnalyser } from '../analyse/create-analyser.ts'
import { analyseDocuments, type SearchDocument } from '../create-index.ts'

const analysed = analyseDocuments(workerData as SearchDocument[], createAnalyser())
const buffers = [...analysed.values()].flatMap((postings) => Object.values(postings).flatMap((part) => (ArrayBuffer.isView(part) ? [part.buffer as ArrayBuffer] : [])))
parentPort!.postMessage(analysed, [...new Set(buffers)])
