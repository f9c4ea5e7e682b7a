/** QR codes from the camera or a picture; the pictures stay in the page. */

/** @throws where the camera is refused or missing */
export async function watchCamera(video: HTMLVideoElement, found: (text: string) => void, signal: AbortSignal) {
  const { frameLoop, QRCanvas, rearCamera } = await import('qr/dom.js')
  const camera = await rearCamera(video)
  signal.addEventListener('abort', () => { camera.stop() })
  if (signal.aborted) return camera.stop()
  const canvas = new QRCanvas()
  let reading = false
  const cancel = frameLoop(() => {
    if (reading) return
    reading = true
    void camera.readFrame(canvas).then((text) => { if (typeof text === 'string') found(text) }, () => undefined).then(() => { reading = false })
  }, video)
  signal.addEventListener('abort', cancel)
}

/** @throws where there is no code in it */
export async function readPicture(file: Blob): Promise<string> {
  const { default: decodeQR } = await import('qr/decode.js')
  const picture = await createImageBitmap(file)
  // Larger pictures only take longer: a code that a person can see is found in two thousand points.
  const scale = Math.min(1, 2_000 / Math.max(picture.width, picture.height))
  const [width, height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)]
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  context.drawImage(picture, 0, 0, width, height)
  const { data } = context.getImageData(0, 0, width, height)
  return decodeQR({ width, height, data: new Uint8Array(data) })
}
