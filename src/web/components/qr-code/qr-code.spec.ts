import { h } from 'preact'
import type { ComponentSpec } from '../component-spec.ts'
import { QrCode } from './qr-code.tsx'

export const qrCodeSpec: ComponentSpec = {
  title: 'QR code',
  examples: [
    { name: 'An address', render: () => h(QrCode, { content: 'https://services.example/register', alt: 'QR code with the address of this page' }) },
  ],
  criteria: [
    'Its text says what it is for, to whoever does not see it.',
    'The address stands beside it as text.',
  ],
}
