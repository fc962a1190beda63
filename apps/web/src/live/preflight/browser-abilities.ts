import type { PreflightMeasured } from '@diemcau/core';

type Abilities = PreflightMeasured['browser'];

/** The maker's word and the main version, and what a room needs of it. */
export function browserAbilities(): Abilities {
  const codecs = receivedCodecs();
  return {
    ...browserName(navigator.userAgent),
    secure: window.isSecureContext,
    webRtc: typeof RTCPeerConnection === 'function' && navigator.mediaDevices !== undefined,
    vp8: codecs.includes('video/vp8'),
    h264: codecs.includes('video/h264'),
    screenShare: typeof (navigator.mediaDevices as Partial<MediaDevices> | undefined)?.getDisplayMedia === 'function',
  };
}

function receivedCodecs(): readonly string[] {
  if (typeof RTCRtpReceiver !== 'function') return [];
  return (RTCRtpReceiver.getCapabilities('video')?.codecs ?? []).map(({ mimeType }) => mimeType.toLowerCase());
}

/** Each of these also calls itself by the names below it, so the first that fits is meant. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:A|iOS)?\/(\d+)/, 'Edge'],
  [/\bOPR\/(\d+)/, 'Opera'],
  [/\bcoc_coc_browser\/(\d+)/, 'Coc Coc'],
  [/\bSamsungBrowser\/(\d+)/, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/\b(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+)[\d.]* (?:Mobile\/\S+ )?Safari/, 'Safari'],
];

export function browserName(userAgent: string): Pick<Abilities, 'name' | 'version'> {
  for (const [pattern, name] of NAMES) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) return { name, version: Number(version) };
  }
  return { name: '', version: null };
}
