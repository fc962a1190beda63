/** Reads QR codes off a video: with the browser's own reader where it has one, else with a small library. */
export interface QrReader {
  /** What is in the picture; null: nothing. */
  read(video: HTMLVideoElement): Promise<string | null>;
}

/** Shape Detection API (WICG); Chromium on Android and macOS has it, Windows and Firefox do not. */
interface BarcodeDetectorApi {
  new (options: { readonly formats: readonly string[] }): {
    detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
  };
  getSupportedFormats(): Promise<readonly string[]>;
}

/** Enough for a code that fills a third of the picture; more pixels only take longer. */
const WIDTH_PX = 640;

export async function openQrReader(): Promise<QrReader> {
  const detector = (globalThis as { readonly BarcodeDetector?: BarcodeDetectorApi }).BarcodeDetector;
  const formats: readonly string[] = (await detector?.getSupportedFormats().catch(() => [])) ?? [];
  if (detector && formats.includes('qr_code')) {
    const own = new detector({ formats: ['qr_code'] });
    return { read: async (video) => (await own.detect(video).catch(() => []))[0]?.rawValue ?? null };
  }
  return libraryReader();
}

/** Fetched only by browsers without a reader of their own. */
async function libraryReader(): Promise<QrReader> {
  const { default: decodeQr } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  return {
    read(video) {
      const scale = WIDTH_PX / video.videoWidth;
      canvas.width = WIDTH_PX;
      canvas.height = Math.round(video.videoHeight * scale);
      const context = canvas.getContext('2d', { willReadFrequently: true });
      if (!context) return Promise.resolve(null);
      context.drawImage(video, 0, 0, canvas.width, canvas.height);
      const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
      try {
        return Promise.resolve(decodeQr({ data, width, height }));
      } catch {
        // No code in this picture.
        return Promise.resolve(null);
      }
    },
  };
}
