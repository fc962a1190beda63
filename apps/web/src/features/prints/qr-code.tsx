import { useMemo } from 'react';
import { correction, generate } from 'lean-qr';

/** ISO/IEC 18004 §6.3.8: four modules of white around. */
const QUIET_MODULES = 4;

interface QrCodeProps {
  readonly text: string;
  readonly label: string;
  readonly className?: string | undefined;
}

/** Level M: a sheet that was folded once still reads. */
export function QrCode({ text, label, className }: QrCodeProps) {
  const { path, size } = useMemo(() => drawn(text), [text]);
  return (
    <svg
      role="img"
      aria-label={label}
      className={className}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      preserveAspectRatio="xMidYMid meet"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

/** Dark modules, run by run. */
function drawn(text: string): { readonly path: string; readonly size: number } {
  const code = generate(text, { minCorrectionLevel: correction.M });
  const parts: string[] = [];
  for (let y = 0; y < code.size; y += 1)
    for (let x = 0; x < code.size; x += 1) {
      const from = x;
      while (x < code.size && code.get(x, y)) x += 1;
      if (x > from) parts.push(`M${from + QUIET_MODULES} ${y + QUIET_MODULES}h${x - from}v1h${from - x}z`);
    }
  return { path: parts.join(''), size: code.size + 2 * QUIET_MODULES };
}
