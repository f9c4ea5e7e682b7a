const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** For text and for attributes in double quotes. */
export const escapeText = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => entities[sign]!)
