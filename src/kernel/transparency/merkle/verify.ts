/** Proofs as a client checks them, from hashes alone (RFC 9162 sections 2.1.3.2 and 2.1.4.2; same proofs as RFC 6962). */
import { emptyRoot, type Hash, nodeHash } from './hash.ts'

const half = (value: number) => Math.floor(value / 2)
const isOdd = (value: number) => value % 2 === 1

/** The root that the proof leads to, or undefined when it has not the right length. */
export function rootOfInclusion(index: number, size: number, leaf: Hash, proof: readonly Hash[]): Hash | undefined {
  if (!(index >= 0 && index < size)) return undefined
  let [node, last, root] = [index, size - 1, leaf]
  for (const sibling of proof) {
    if (last === 0) return undefined
    if (isOdd(node) || node === last) {
      root = nodeHash(sibling, root)
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)]
    } else root = nodeHash(root, sibling)
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 ? root : undefined
}

export function isIncluded(index: number, size: number, leaf: Hash, proof: readonly Hash[], root: Hash): boolean {
  return rootOfInclusion(index, size, leaf, proof)?.equals(root) === true
}

export interface Tree { size: number; root: Hash }

/** Whether `older` is the beginning of `newer`. */
export function isConsistent(older: Tree, newer: Tree, proof: readonly Hash[]): boolean {
  if (older.size > newer.size) return false
  if (older.size === 0) return proof.length === 0 && older.root.equals(emptyRoot)
  if (older.size === newer.size) return proof.length === 0 && older.root.equals(newer.root)
  let [node, last] = [older.size - 1, newer.size - 1]
  while (isOdd(node)) [node, last] = [half(node), half(last)]
  // A complete older tree is itself the first hash of the proof, and is left out.
  const [first, ...rest] = node === 0 ? [older.root, ...proof] : proof
  if (first === undefined) return false
  let [old, grown] = [first, first]
  for (const hash of rest) {
    if (last === 0) return false
    if (isOdd(node) || node === last) {
      old = nodeHash(hash, old)
      grown = nodeHash(hash, grown)
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)]
    } else grown = nodeHash(grown, hash)
    ;[node, last] = [half(node), half(last)]
  }
  return last === 0 && old.equals(older.root) && grown.equals(newer.root)
}
