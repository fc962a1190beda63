/** Facts that nobody decides on, by stream: somebody signed in, looked at personal data, asked for a backup. */
export const NOTED_FACTS = {
  accounts: [
    'AccountInvited',
    'AccountRevised',
    'AccountDisabled',
    'AccountEnabled',
    'SignInsEnded',
    'ResetLinkIssued',
    'PasswordChosen',
    'SecondFactorBegun',
    'SecondFactorEnded',
    'SecondFactorRemoved',
    'PasswordChanged',
    'ApiTokenMade',
    'ApiTokenEnded',
  ],
  'sign-ins': ['SignedIn', 'SignedOut', 'SecondFactorFailed'],
  'personal-data': [
    'PersonalDataRead',
    'PersonalDataExported',
    'ErasureRequested',
    'RequestReceived',
    'RequestClosed',
    'PersonalDataErased',
    'ContactsRead',
    'ContactsExported',
    'InvitationListsSearched',
  ],
  'journal-access': ['JournalRead', 'JournalExported'],
  organisation: ['ProfileChanged'],
  attendance: [
    'InvitationListImported',
    'InvitationsPrinted',
    'InvitationReissued',
    'AttendanceListRead',
    'AttendanceListExported',
    'DelegateNamesErased',
  ],
  'check-ins': ['CheckInsRecorded'],
  votes: ['VotesRecorded'],
  system: ['BackupAsked', 'VerificationAsked'],
} as const;

export type NotedStream = keyof typeof NOTED_FACTS;
export type NotedType<S extends NotedStream> = (typeof NOTED_FACTS)[S][number];
