/** Makes the app installable (W3C Web Application Manifest). */
import { walletPath } from './wallet-paths.ts'

export const manifestOf = (name: string) => ({
  id: walletPath, name, short_name: name, start_url: walletPath, scope: walletPath, display: 'standalone', background_color: '#ffffff', theme_color: '#0b50d0',
  icons: [{ src: '/favicon.svg', sizes: 'any', type: 'image/svg+xml' }],
})
