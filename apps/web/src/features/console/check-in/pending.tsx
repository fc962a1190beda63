import { useTranslation } from 'react-i18next';
import { useTroubleText } from '../../../live/use-trouble-text.ts';

/** A list that is on its way, or does not come. */
export function Pending({ problem }: { readonly problem: Parameters<ReturnType<typeof useTroubleText>>[0] | null }) {
  const { t } = useTranslation();
  const troubleText = useTroubleText();
  return problem ? <p role="alert">{troubleText(problem)}</p> : <p role="status">{t('attendance.print.loading')}</p>;
}
