/** 440 Hz, the pitch everybody's ear knows; a second is long enough to find the loudspeaker. */
const PITCH_HZ = 440;
const LENGTH_S = 1;
/** A fifth of full scale does not frighten a room whose amplifier was left turned up. */
const GAIN = 0.2;

export async function playTestTone(): Promise<void> {
  const context = new AudioContext();
  await context.resume();
  const tone = context.createOscillator();
  const gain = context.createGain();
  tone.frequency.value = PITCH_HZ;
  gain.gain.setValueAtTime(GAIN, context.currentTime);
  gain.gain.exponentialRampToValueAtTime(0.001, context.currentTime + LENGTH_S);
  tone.connect(gain).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + LENGTH_S);
  await new Promise((resolve) => tone.addEventListener('ended', resolve));
  await context.close();
}
