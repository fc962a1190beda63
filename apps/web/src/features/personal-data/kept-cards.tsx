import type { ReactNode } from 'react';
import { JOURNAL_WORDS } from '@diemcau/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { KeptData } from '../../live/keeping-api.ts';
import { useStaff } from '../../live/staff.ts';
import { useUnitTree } from '../../live/use-unit-tree.ts';
import { Card } from '../../ui/card.tsx';
import { dayText } from '../../ui/day-text.ts';
import { dayTimeText } from '../../ui/time-text.ts';
import card from '../../ui/card.module.css';
import { CloseButtons } from './close-buttons.tsx';
import { DelegateCards } from './delegate-cards.tsx';
import { Facts } from './facts.tsx';
import { RequestClock } from './request-clock.tsx';
import { Outcome } from './request-lists.tsx';
import styles from './personal-data.module.css';

const TODAY = { day: '', knownMs: '' };

interface KeptCardsProps {
  readonly kept: KeptData;
  readonly onChanged: () => void;
}

export function KeptCards({ kept, onChanged }: KeptCardsProps) {
  const { t } = useTranslation();
  return (
    <div className={card.columns} data-testid="kept">
      {kept.account && <AccountCard account={kept.account} />}
      {kept.contact && <ContactCard contact={kept.contact} />}
      {kept.delegate && <DelegateCards delegate={kept.delegate} />}
      {kept.requests.length > 0 && <RequestsCard kept={kept} onChanged={onChanged} />}
      {!kept.delegate && <StaffCards kept={kept} />}
      <Card title={t('personalData.kept.journal')}>
        <p>{t('personalData.kept.journalText', { count: kept.factCount })}</p>
      </Card>
    </div>
  );
}

function StaffCards({ kept }: { readonly kept: KeptData }) {
  const { t } = useTranslation();
  return (
    <>
      <Grants kept={kept} />
      <Lines
        title={t('personalData.kept.posts')}
        lines={kept.posts.map(({ siteId, name }) => ({
          key: siteId,
          text: (
            <Link to={`/sites/${encodeURIComponent(siteId)}`} className={styles.link}>
              {name}
            </Link>
          ),
        }))}
      />
      <Lines
        title={t('personalData.kept.conferences')}
        lines={kept.conferences.map(({ conferenceId, title, roles }) => ({
          key: conferenceId,
          text: title,
          quiet: roles.map((role) => t(`role.${role}`)).join(', '),
        }))}
      />
      <Passing kept={kept} />
    </>
  );
}

function useUnitName(): (unitId: string | null) => string {
  const { t } = useTranslation();
  const { tree } = useUnitTree(TODAY);
  return (unitId) => (unitId === null ? t('personalData.whole') : (tree?.byId.get(unitId)?.unit.name ?? unitId));
}

function AccountCard({ account }: { readonly account: NonNullable<KeptData['account']> }) {
  const { t, i18n } = useTranslation();
  const unitName = useUnitName();
  const yesNo = (is: boolean) => t(is ? 'personalData.field.yes' : 'personalData.field.no');
  const { name, username, email, unitId, createdAtMs, hasPassword, hasTotp, disabledAtMs } = account;
  return (
    <Card title={t('personalData.kept.account')} testId="kept-account">
      <Facts
        facts={[
          [t('personalData.field.name'), name],
          [t('personalData.field.username'), username ?? ''],
          [t('personalData.field.email'), email ?? ''],
          [t('personalData.field.unit'), unitName(unitId)],
          [t('personalData.field.made'), dayTimeText(createdAtMs, i18n.language)],
          [t('personalData.field.password'), yesNo(hasPassword)],
          [t('personalData.field.totp'), yesNo(hasTotp)],
          ...(disabledAtMs === null ? [] : [[t('personalData.field.disabled'), dayTimeText(disabledAtMs, i18n.language)] as const]),
        ]}
      />
    </Card>
  );
}

function ContactCard({ contact }: { readonly contact: NonNullable<KeptData['contact']> }) {
  const { t } = useTranslation();
  const unitName = useUnitName();
  return (
    <Card title={t('personalData.kept.contact')} testId="kept-contact">
      <Facts
        facts={[
          [t('personalData.field.name'), contact.name],
          [t('personalData.field.post'), contact.post],
          [t('personalData.field.phone'), contact.phone],
          [t('personalData.field.email'), contact.email],
          [t('personalData.field.unit'), unitName(contact.unitId)],
        ]}
      />
    </Card>
  );
}

function RequestsCard({ kept, onChanged }: KeptCardsProps) {
  const { t, i18n } = useTranslation();
  const { today } = useStaff();
  return (
    <Card title={t('personalData.kept.requests')} testId="kept-requests">
      <ul className={card.list}>
        {kept.requests.map((request) => (
          <li key={request.requestId} className={card.line}>
            <div className={card.words}>
              <div className={card.name}>{t(`personalData.requests.kind.${request.kind}`)}</div>
              <div className={card.quiet}>
                {t('personalData.requests.received', { time: dayTimeText(request.requestedAtMs, i18n.language) })}
              </div>
            </div>
            {request.doneAtMs === null && <RequestClock request={request} today={today} />}
            {request.doneAtMs === null && <CloseButtons requestId={request.requestId} onDone={onChanged} />}
            <Outcome request={request} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Grants({ kept }: { readonly kept: KeptData }) {
  const { t, i18n } = useTranslation();
  const unitName = useUnitName();
  const { roles } = JOURNAL_WORDS[i18n.language === 'en' ? 'en' : 'vi'].frame;
  const day = (one: string) => dayText(one, i18n.language);
  const lines = kept.grants.map(({ grantId, role, unitId, from, until }) => ({
    key: grantId,
    text: `${roles[role]}, ${unitName(unitId)}`,
    quiet:
      until === null ? t('personalData.from', { from: day(from) }) : t('personalData.fromUntil', { from: day(from), until: day(until) }),
  }));
  return <Lines title={t('personalData.kept.grants')} lines={lines} />;
}

/** What goes by itself after a while. */
function Passing({ kept }: { readonly kept: KeptData }) {
  const { t, i18n } = useTranslation();
  const until = (atMs: number) => t('personalData.until', { time: dayTimeText(atMs, i18n.language) });
  return (
    <>
      <Lines
        title={t('personalData.kept.sessions')}
        lines={kept.sessions.map(({ sessionId, label, expiresAtMs }) => ({ key: sessionId, text: label, quiet: until(expiresAtMs) }))}
      />
      <Lines
        title={t('personalData.kept.tokens')}
        lines={kept.apiTokens.map(({ tokenId, name, expiresAtMs }) => ({ key: tokenId, text: name, quiet: until(expiresAtMs) }))}
      />
      <Lines
        title={t('personalData.kept.mails')}
        lines={kept.mails.map(({ kind, address, state, createdAtMs }, place) => ({
          key: String(place),
          text: `${t(`mails.kind.${kind}`)}: ${address ?? t('mails.noAddress')}`,
          quiet: `${t(`mails.state.${state}`)} · ${t('mails.made', { time: dayTimeText(createdAtMs, i18n.language) })}`,
        }))}
      />
    </>
  );
}

interface LinesProps {
  readonly title: string;
  readonly lines: readonly { readonly key: string; readonly text: ReactNode; readonly quiet?: string }[];
}

function Lines({ title, lines }: LinesProps) {
  const { t } = useTranslation();
  return (
    <Card title={title}>
      {lines.length === 0 && <p className={card.quiet}>{t('personalData.kept.none')}</p>}
      <ul className={card.list}>
        {lines.map(({ key, text, quiet }) => (
          <li key={key} className={card.line}>
            <div className={card.words}>
              <div>{text}</div>
              {quiet && <div className={card.quiet}>{quiet}</div>}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
