import type { LiveBallot } from '@diemcau/core';
import type { Words } from '../words/vi.ts';

export function optionsOf({ form }: LiveBallot): readonly string[] {
  return form.kind === 'choose' ? form.options.map(({ optionId }) => optionId) : ['yes', 'no', 'abstain'];
}

export function optionText({ form }: LiveBallot, option: string, words: Words): string {
  if (form.kind === 'choose') return form.options.find(({ optionId }) => optionId === option)?.text ?? option;
  return words.ballot.option[option as keyof Words['ballot']['option']];
}

/** A number never stands alone at the beginning of a line. */
export function countText(text: string, count: number): string {
  return `${text}:\u00a0${count}`;
}
