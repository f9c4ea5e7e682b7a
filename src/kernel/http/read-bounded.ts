/** No answer of a few fields is larger, in bytes; a longer one is not read to its end. */
const ofFewFields = 256 * 1024

/** @throws Error for an answer that is longer than any answer can be */
export async function readBounded(response: Response, longest = ofFewFields): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > longest) throw new Error('the answer is longer than any answer can be')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
