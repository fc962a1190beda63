import { useMemo } from 'react';
import { generate } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';

interface QrCodeProps {
  readonly text: string;
  readonly label: string;
  readonly className?: string | undefined;
}

/** ISO/IEC 18004 §9.1: four modules of quiet zone on every side, or cameras do not find it. */
const QUIET_MODULES = 4;

/** Black on white whatever the page looks like: half of the cameras read no inverted codes. */
export function QrCode({ text, label, className }: QrCodeProps) {
  const code = useMemo(() => generate(text), [text]);
  const side = code.size + 2 * QUIET_MODULES;
  const box = `${-QUIET_MODULES} ${-QUIET_MODULES} ${side} ${side}`;
  return (
    <svg viewBox={box} role="img" aria-label={label} className={className} shapeRendering="crispEdges" data-testid="qr-code">
      <rect x={-QUIET_MODULES} y={-QUIET_MODULES} width={side} height={side} fill="#fff" />
      <path d={toSvgPath(code)} fill="#000" />
    </svg>
  );
}
