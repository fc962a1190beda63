/** What a person who has just typed `npm run demo` reads. */
import { formatCode, screenUrl, signInUrl, siteUrl } from '../http/links.ts';
import type { DemoAccess } from './ensure-demo.ts';
import { DEMO_TITLE, type DemoRole } from './province.ts';

const ROLE_WORDS: Readonly<Record<DemoRole, string>> = {
  chair: 'Chủ trì / chair',
  deputy: 'Phó chủ trì / deputy',
  secretary: 'Thư ký / secretary',
};

/** Plain text for a terminal, Vietnamese first; every link stands on a line of its own, so that it can be clicked. */
export function announcement(place: { readonly publicUrl: string }, access: DemoAccess): string {
  const [hall, ...rooms] = access.rooms;
  const free = rooms.filter(({ isFree }) => isFree);
  const simulated = rooms.length - free.length;
  const lines = [
    rule(),
    `  ĐIỂM CẦU · bản trình diễn / demonstration        ${place.publicUrl}`,
    `  ${DEMO_TITLE}`,
    '  Tỉnh Sông Lam: nơi chốn và con người đều hư cấu / an invented province, invented people',
    rule(),
    '',
    ...access.officers.flatMap(({ role, name, signInToken }) => entry(`${ROLE_WORDS[role]}: ${name}`, signInUrl(place, signInToken))),
    ...(hall ? entry(`Hội trường / hall: ${hall.name} · ${formatCode(hall.code)}`, siteUrl(place, hall.token)) : []),
    ...free.flatMap((room) => entry(`Điểm cầu còn trống / free site: ${room.name} · ${formatCode(room.code)}`, siteUrl(place, room.token))),
    ...entry('Màn hình hội trường / hall screen', screenUrl(place, access.conferenceId, access.screenToken)),
    `  ${simulated} điểm cầu khác do máy đóng vai, giơ tay sau khi chủ trì mở hội nghị; hội trường cũng vậy cho đến khi có người vào.`,
    `  ${simulated} other sites are simulated and raise hands once the chair has opened; so is the hall until somebody enters it.`,
    '  Liên kết dùng được nhiều lần / links work more than once.    Dừng / stop: Ctrl-C',
    '',
    '',
  ];
  return lines.join('\n');
}

function entry(label: string, link: string): string[] {
  return [`  ${label}`, `    ${link}`, ''];
}

/** As wide as a terminal is by default, less the margin. */
function rule(): string {
  return `  ${'─'.repeat(76)}`;
}
