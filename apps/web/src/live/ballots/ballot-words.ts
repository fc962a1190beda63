import { optionIdsOf } from '@diemcau/core';
import type { BallotView } from '@diemcau/core';
import type { TFunction } from 'i18next';

export type BallotKind = 'openPeople' | 'secretPeople' | 'sites';

export function kindOf({ voters, secrecy }: Pick<BallotView, 'voters' | 'secrecy'>): BallotKind {
  if (voters === 'sites') return 'sites';
  return secrecy === 'secret' ? 'secretPeople' : 'openPeople';
}

/** The rules by which the result counts, a sentence each. */
export function ruleSentences({ form, majority, quorum }: BallotView, t: TFunction): readonly string[] {
  const choose = form.kind === 'choose' ? [t('ballots.rule.choose', { count: form.maxChoices })] : [];
  const passes = t('ballots.rule.majority', { share: t(`ballots.share.${majority.share}`), of: t(`ballots.of.${majority.of}`) });
  const counts = quorum ? t('ballots.rule.quorum', { share: t(`ballots.share.${quorum.share}`) }) : t('ballots.rule.noQuorum');
  return [...choose, passes, counts];
}

export interface OptionWords {
  readonly optionId: string;
  readonly text: string;
}

/** Options in the order of the ballot, in the reader's language where they are the ballot's own three. */
export function optionsOf({ form }: Pick<BallotView, 'form'>, t: TFunction): readonly OptionWords[] {
  if (form.kind === 'choose') return form.options;
  return optionIdsOf(form).map((optionId) => ({ optionId, text: t(`ballots.option.${optionId as 'yes' | 'no' | 'abstain'}`) }));
}

export function namesOf(ids: readonly string[], options: readonly OptionWords[]): string {
  return ids.map((id) => options.find(({ optionId }) => optionId === id)?.text ?? id).join('; ');
}
