/** The loader: small, so that the page stands before the app does; without the app the page's own words remain. */
const root = document.getElementById('wallet')!

if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/wallet/worker.js', { scope: '/wallet' })

void import('./app.tsx').then(({ openApp }) => openApp(root))
