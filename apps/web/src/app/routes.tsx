import { createBrowserRouter } from 'react-router';
import { FaultPage } from './fault-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';

/** Each page is a bundle of its own: a commune on a thin line fetches only the room. */
export const router = createBrowserRouter([
  {
    errorElement: <FaultPage />,
    hydrateFallbackElement: <></>,
    children: [
      { path: '/', lazy: async () => ({ Component: (await import('../features/home/home-page.tsx')).HomePage }) },
      { path: '/join', lazy: async () => ({ Component: (await import('../features/join/join-page.tsx')).JoinPage }) },
      { path: '/sign-in', lazy: async () => ({ Component: (await import('../features/sign-in/sign-in-page.tsx')).SignInPage }) },
      { path: '/password', lazy: async () => ({ Component: (await import('../features/accounts/password-page.tsx')).PasswordPage }) },
      {
        path: '/second-factor',
        lazy: async () => ({ Component: (await import('../features/my-account/second-factor-page.tsx')).SecondFactorPage }),
      },
      { path: '/setup', lazy: async () => ({ Component: (await import('../features/setup/setup-page.tsx')).SetUpPage }) },
      {
        path: '/console/:conferenceId',
        lazy: async () => ({ Component: (await import('../features/console/console-page.tsx')).ConsolePage }),
      },
      {
        path: '/console/:conferenceId/preflight',
        lazy: async () => ({ Component: (await import('../features/preflight/preflight-page.tsx')).PreflightPage }),
      },
      {
        path: '/console/:conferenceId/attendance/:what',
        lazy: async () => ({
          Component: (await import('../features/console/check-in/attendance-print-page.tsx')).AttendancePrintPage,
        }),
      },
      {
        path: '/site/:conferenceId/:siteId',
        lazy: async () => ({ Component: (await import('../features/site-room/site-page.tsx')).SitePage }),
      },
      {
        path: '/screen/:conferenceId',
        lazy: async () => ({ Component: (await import('../features/hall-screen/screen-page.tsx')).ScreenPage }),
      },
      {
        path: '/conferences/:conferenceId/print/:what',
        lazy: async () => ({ Component: (await import('../features/prints/print-page.tsx')).PrintPage }),
      },
      {
        lazy: async () => ({ Component: (await import('../live/staff-gate.tsx')).StaffGate }),
        children: [
          {
            path: '/conferences',
            lazy: async () => ({ Component: (await import('../features/conferences/conferences-page.tsx')).ConferencesPage }),
          },
          {
            path: '/conferences/new',
            lazy: async () => ({ Component: (await import('../features/conferences/new-conference-page.tsx')).NewConferencePage }),
          },
          {
            path: '/conferences/:conferenceId/quality',
            lazy: async () => ({ Component: (await import('../features/quality/quality-page.tsx')).QualityPage }),
          },
          {
            path: '/conferences/:conferenceId/:tab?',
            lazy: async () => ({ Component: (await import('../features/conferences/conference-page.tsx')).ConferencePage }),
          },
          {
            path: '/series',
            lazy: async () => ({ Component: (await import('../features/series/series-list-page.tsx')).SeriesListPage }),
          },
          {
            path: '/series/:seriesId',
            lazy: async () => ({ Component: (await import('../features/series/series-page.tsx')).SeriesPage }),
          },
          {
            path: '/organisation',
            lazy: async () => ({ Component: (await import('../features/organisation/organisation-page.tsx')).OrganisationPage }),
          },
          {
            path: '/account',
            lazy: async () => ({ Component: (await import('../features/my-account/my-account-page.tsx')).MyAccountPage }),
          },
          {
            path: '/accounts',
            lazy: async () => ({ Component: (await import('../features/accounts/accounts-page.tsx')).AccountsPage }),
          },
          {
            path: '/accounts/:accountId',
            lazy: async () => ({ Component: (await import('../features/accounts/account-page.tsx')).AccountPage }),
          },
          { path: '/sites', lazy: async () => ({ Component: (await import('../features/sites/sites-page.tsx')).SitesPage }) },
          { path: '/sites/:siteId', lazy: async () => ({ Component: (await import('../features/sites/site-page.tsx')).SitePage }) },
          { path: '/import', lazy: async () => ({ Component: (await import('../features/import/import-page.tsx')).ImportPage }) },
          {
            path: '/administration',
            lazy: async () => ({ Component: (await import('../features/administration/administration-page.tsx')).AdministrationPage }),
          },
          { path: '/mails', lazy: async () => ({ Component: (await import('../features/mails/mails-page.tsx')).MailsPage }) },
          { path: '/journal', lazy: async () => ({ Component: (await import('../features/journal/journal-page.tsx')).JournalPage }) },
          {
            path: '/personal-data',
            lazy: async () => ({ Component: (await import('../features/personal-data/personal-data-page.tsx')).PersonalDataPage }),
          },
          {
            path: '/personal-data/:subjectId',
            lazy: async () => ({ Component: (await import('../features/personal-data/person-page.tsx')).PersonPage }),
          },
        ],
      },
      { path: '*', Component: NotFoundPage },
    ],
  },
]);
