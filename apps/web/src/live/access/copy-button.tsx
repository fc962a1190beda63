import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';

/** The word "copied" stays long enough to be read. */
const SAID_MS = 2_500;

interface CopyButtonProps {
  readonly text: string;
  readonly label: string;
  /** Beside other buttons it is as large as they are. */
  readonly size?: 'sm' | 'compact-md';
}

export function CopyButton({ text, label, size = 'compact-md' }: CopyButtonProps) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => undefined,
    );
    setTimeout(() => setCopied(false), SAID_MS);
  }
  return (
    <Button
      variant="default"
      size={size}
      leftSection={copied ? <IconCheck size="1rem" /> : <IconCopy size="1rem" />}
      onClick={() => void copy()}
      aria-live="polite"
    >
      {copied ? t('console.access.copied') : label}
    </Button>
  );
}
