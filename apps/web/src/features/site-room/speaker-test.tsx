import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconVolume } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { playTestTone } from '../../live/test-tone.ts';

export function SpeakerTest() {
  const { t } = useTranslation();
  const [playing, setPlaying] = useState(false);
  async function play() {
    setPlaying(true);
    await playTestTone().finally(() => setPlaying(false));
  }
  return (
    <Button variant="default" size="md" disabled={playing} leftSection={<IconVolume size="1.25rem" />} onClick={() => void play()}>
      {t(playing ? 'siteRoom.setup.tonePlaying' : 'siteRoom.setup.playTone')}
    </Button>
  );
}
