/** A UUID where ISO 20022 has room for 35 signs (Max35Text): its 32 digits. */
export const shortId = (uuid: string) => uuid.replaceAll('-', '')

/** What a bank gives back of it as the UUID that it was; anything else as it is. */
export const longId = (text: string) => (/^[0-9a-f]{32}$/i.test(text) ? text.toLowerCase().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') : text)
