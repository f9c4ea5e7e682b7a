/** Where companies ask; with the platform's origin it is the resource indicator (RFC 8707). */
export const bundlePath = '/api/partners/bundle'
export const bundleScope = 'bundle'
